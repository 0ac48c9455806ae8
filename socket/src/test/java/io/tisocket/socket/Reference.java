// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of one socket, told a second time and independently of the code under test: from what it may be now
 * and what is asked of it follows how the call may end and what the socket may be then.
 *
 * <p>Where time or a peer decides, several answers are possible; each is one {@link Config}. What is observed rules
 * answers out, and when none is left a rule is broken.
 */
final class Reference {

    enum Mode {
        INITIAL(SocketState.INITIALIZED),
        PENDING(SocketState.INITIALIZED),
        BINDING(SocketState.INITIALIZED),
        CONNECTED(SocketState.CONNECTED),
        LISTENING(SocketState.LISTENING),
        CLOSED(SocketState.CLOSED),
        ERROR(SocketState.ERROR);

        private final SocketState visible;

        Mode(SocketState visible) {
            this.visible = visible;
        }
    }

    enum Ask {
        CONFIGURE,
        CONNECT,
        LISTEN,
        ACCEPT,
        CLOSE,
        ABORT,
        READ,
        WRITE,
        READ_LATER,
        WRITE_LATER
    }

    /** How a call ended. */
    enum Answer {
        OK,
        ILLEGAL_STATE,
        ILLEGAL_ARGUMENT,
        IO_FAILURE
    }

    /** One possibility: where the socket is and how often each callback has been or will be called. */
    record Config(Mode mode, int connected, int error, int closed) {

        Config to(Mode next) {
            return new Config(next, connected, error, closed);
        }
    }

    private final boolean inbound;
    private Set<Config> configs = new LinkedHashSet<>();
    private @Nullable Config countsBefore;

    /** Whether an attempt to connect can succeed, can fail; whether a connection can break. */
    boolean mayConnect;

    boolean mayFail;
    boolean mayBreak;

    /** Whether the arguments for connecting and listening are acceptable, and whether the address can be bound. */
    boolean connectable;

    boolean listenable;
    boolean bindable;

    Reference(boolean inbound) {
        this.inbound = inbound;
        configs.add(new Config(inbound ? Mode.CONNECTED : Mode.INITIAL, 0, 0, 0));
    }

    Set<Config> configs() {
        return configs;
    }

    boolean mayBe(Mode mode) {
        return configs.stream().anyMatch(config -> config.mode == mode);
    }

    boolean isSurely(Mode mode) {
        return configs.stream().allMatch(config -> config.mode == mode);
    }

    /** Lets time pass: connects may end, connections may break. */
    void drift() {
        Set<Config> after = new LinkedHashSet<>();
        for (Config config : configs) {
            after.add(config);
            if (config.mode == Mode.PENDING && mayConnect) {
                after.add(connected(config));
            }
            if (config.mode == Mode.PENDING && mayFail) {
                after.add(failed(config));
            }
        }
        if (mayBreak) {
            for (Config config : List.copyOf(after)) {
                if (config.mode == Mode.CONNECTED) {
                    after.add(failed(config));
                }
            }
        }
        configs = after;
    }

    /** L2, C5. */
    private static Config connected(Config config) {
        return new Config(Mode.CONNECTED, config.connected + 1, config.error, config.closed);
    }

    /** L5, C6, E1. */
    private static Config failed(Config config) {
        return new Config(Mode.ERROR, config.connected, config.error + 1, config.closed);
    }

    /** Takes note of a call and its end; what cannot have been is ruled out. */
    void asked(Ask ask, Answer answer) {
        Set<Config> after = new LinkedHashSet<>();
        for (Config config : configs) {
            after.addAll(after(config, ask, answer));
        }
        configs = after;
    }

    /** Takes note of two calls by two threads at once; {@code counts} are from before them. */
    void askedAtOnce(Ask one, Answer oneAnswer, Ask two, Answer twoAnswer, Config counts) {
        Set<Config> before = configs;
        countsBefore = counts;
        Set<Config> after = new LinkedHashSet<>();
        for (Config config : before) {
            after.addAll(inTurn(config, one, oneAnswer, two, twoAnswer));
            after.addAll(inTurn(config, two, twoAnswer, one, oneAnswer));
            after.addAll(within(config, one, oneAnswer, two, twoAnswer));
            after.addAll(within(config, two, twoAnswer, one, oneAnswer));
        }
        configs = after;
        countsBefore = null;
    }

    private List<Config> inTurn(Config config, Ask first, Answer firstAnswer, Ask second, Answer secondAnswer) {
        List<Config> after = new ArrayList<>();
        configs = new LinkedHashSet<>(after(config, first, firstAnswer));
        drift();
        for (Config between : configs) {
            after.addAll(after(between, second, secondAnswer));
        }
        return after;
    }

    /** The inner call happens while the outer, a listen, is under way. */
    private List<Config> within(Config config, Ask outer, Answer outerAnswer, Ask inner, Answer innerAnswer) {
        List<Config> after = new ArrayList<>();
        boolean begins = outer == Ask.LISTEN && isReusable(config) && listenable && outerAnswer != Answer.ILLEGAL_STATE;
        if (begins) {
            for (Config between : after(config.to(Mode.BINDING), inner, innerAnswer)) {
                if (between.mode == Mode.BINDING) {
                    after.addAll(bound(between, outerAnswer));
                } else if (outerAnswer == Answer.IO_FAILURE) {
                    after.add(between);
                }
            }
        }
        return after;
    }

    private List<Config> after(Config config, Ask ask, Answer answer) {
        Mode mode = config.mode;
        return switch (ask) {
            case CONFIGURE -> legal(mode == Mode.INITIAL, config, answer); // P1
            case CONNECT -> begun(config, answer, connectable, config.to(Mode.PENDING));
            case LISTEN ->
                isReusable(config) && listenable ? bound(config, answer) : begun(config, answer, false, config);
            case ACCEPT -> legal(mode == Mode.LISTENING, config, answer); // A2
            case CLOSE ->
                mode == Mode.CONNECTED || mode == Mode.LISTENING // X1, X2, X5
                        ? only(
                                answer == Answer.OK,
                                new Config(Mode.CLOSED, config.connected, config.error, config.closed + 1))
                        : only(answer == Answer.ILLEGAL_STATE, config);
            case ABORT ->
                answer != Answer.OK
                        ? List.of()
                        : countsBefore == null
                                ? List.of(aborted(config))
                                : silencedSomewhere(aborted(config), countsBefore);
            case READ, WRITE -> transferred(config, answer);
            case READ_LATER, WRITE_LATER -> only(answer == Answer.OK, config); // I1
        };
    }

    /** L4, L5, L8, C4. */
    private boolean isReusable(Config config) {
        return !inbound && (config.mode == Mode.INITIAL || config.mode == Mode.CLOSED || config.mode == Mode.ERROR);
    }

    /** C2, C3, C4, L8: in the wrong state it throws, then for wrong arguments; neither changes anything. */
    private List<Config> begun(Config config, Answer answer, boolean acceptable, Config next) {
        if (!isReusable(config)) {
            return only(answer == Answer.ILLEGAL_STATE, config);
        }
        return acceptable ? only(answer == Answer.OK, next) : only(answer == Answer.ILLEGAL_ARGUMENT, config);
    }

    /** L3, N2: a failure throws, leads to ERROR and is not called back. */
    private List<Config> bound(Config config, Answer answer) {
        return bindable
                ? only(answer == Answer.OK, config.to(Mode.LISTENING))
                : only(answer == Answer.IO_FAILURE, config.to(Mode.ERROR));
    }

    /** X6. */
    private static Config aborted(Config config) {
        return switch (config.mode) {
            case INITIAL, CLOSED, ERROR -> config;
            default -> config.to(Mode.CLOSED);
        };
    }

    /** X6: which callbacks had run when another thread aborted is not known, those that had not will not. */
    private static List<Config> silencedSomewhere(Config config, Config least) {
        List<Config> possible = new ArrayList<>();
        for (int connected = least.connected; connected <= config.connected; connected++) {
            for (int error = least.error; error <= config.error; error++) {
                for (int closed = least.closed; closed <= config.closed; closed++) {
                    possible.add(new Config(config.mode, connected, error, closed));
                }
            }
        }
        return possible;
    }

    /** I1, I6. */
    private List<Config> transferred(Config config, Answer answer) {
        return switch (config.mode) {
            case CONNECTED ->
                answer == Answer.IO_FAILURE ? only(mayBreak, failed(config)) : only(answer == Answer.OK, config);
            case CLOSED, ERROR -> only(answer == Answer.IO_FAILURE, config);
            default -> only(answer == Answer.ILLEGAL_STATE, config);
        };
    }

    private static List<Config> legal(boolean legal, Config config, Answer answer) {
        return only(answer == (legal ? Answer.OK : Answer.ILLEGAL_STATE), config);
    }

    private static List<Config> only(boolean possible, Config config) {
        return possible ? List.of(config) : List.of();
    }

    /** Rules out what does not show as {@code state}, and what has called back less often than was seen. L1, L7. */
    void seen(SocketState state, Config counts) {
        configs.removeIf(config -> config.mode.visible != state
                || config.connected < counts.connected
                || config.error < counts.error
                || config.closed < counts.closed);
    }

    /** Rules out what is not over, now that nothing is under way: each callback has run, each attempt has ended. */
    void seenAtRest(Config counts) {
        configs.removeIf(config -> config.mode == Mode.PENDING
                || config.connected != counts.connected
                || config.error != counts.error
                || config.closed != counts.closed);
    }

    /** X6: what has not been called back before an abort never will be. */
    void silenced(Config counts) {
        Set<Config> after = new LinkedHashSet<>();
        configs.forEach(config -> after.add(new Config(config.mode, counts.connected, counts.error, counts.closed)));
        configs = after;
    }
}
