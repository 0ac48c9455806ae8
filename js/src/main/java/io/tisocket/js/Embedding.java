// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import io.tisocket.stream.Blob;
import io.tisocket.stream.Buffer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * The border between the script and the Java program around it, for one run. Values are copied across, functions are wrapped,
 * and objects show their exported members: nothing that crosses can touch the script from another thread.
 */
final class Embedding {

    private static final int DEEPEST = 100;

    private final Inbox inbox;
    private final Thread owner = Thread.currentThread();
    private final IdentityHashMap<Object, Value> facades = new IdentityHashMap<>();
    private @Nullable Context context;
    private @Nullable Function<String, Value> internal;
    private @Nullable Value tools;
    private volatile boolean ended;

    Embedding(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Lets exported methods take functions and plain values of the script, always as copies. */
    void mappings(HostAccess.Builder access) {
        access.targetTypeMapping(Value.class, ScriptFunction.class, Value::canExecute, this::wrap)
                .targetTypeMapping(Value.class, Runnable.class, Value::canExecute, value -> wrap(value)::post)
                .targetTypeMapping(Value.class, Consumer.class, Value::canExecute, value -> wrap(value)::post)
                .targetTypeMapping(
                        Value.class, Object.class, value -> !value.isHostObject(), value -> toJava(value, DEEPEST))
                .targetTypeMapping(Value.class, List.class, Value::hasArrayElements, value -> list(value, DEEPEST))
                .targetTypeMapping(Value.class, Map.class, Embedding::isRecord, value -> map(value, DEEPEST));
    }

    private ScriptFunction wrap(Value function) {
        return new ScriptFunction(this, function);
    }

    /** Takes what finds functions of the prelude by their names, and defines the globals of the embedding program. */
    void open(Context context, Function<String, Value> internal, Map<String, Object> globals) {
        this.context = context;
        this.internal = internal;
        globals.forEach((name, value) -> tool("define").executeVoid(name, toScript(value)));
    }

    private Context context() {
        return Objects.requireNonNull(context, "the prelude has not been opened");
    }

    private Value tool(String name) {
        if (tools == null) {
            ProxyExecutable adopt = arguments -> adopt(arguments[0]);
            ProxyExecutable message = arguments -> message(arguments[0]);
            tools = Objects.requireNonNull(internal, "the prelude has not been opened")
                    .apply("embedding")
                    .execute(adopt, message);
        }
        return tools.getMember(name);
    }

    void end() {
        ended = true;
    }

    void post(Runnable task) {
        inbox.post(task);
    }

    void checkThread(String call) {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    call + " on " + Thread.currentThread().getName() + ": only the script's own thread, "
                            + owner.getName() + ", may touch it; use post()");
        }
        if (ended) {
            throw new IllegalStateException(call + ": the script has ended");
        }
    }

    Optional<ScriptFunction> global(String name) {
        checkThread("function()");
        Value value = context().getBindings("js").getMember(name);
        return value != null && value.canExecute() ? Optional.of(wrap(value)) : Optional.empty();
    }

    // ---- to the script ----

    Object[] allToScript(Object[] values) {
        Object[] converted = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = toScript(values[i]);
        }
        return converted;
    }

    @SuppressWarnings("NullAway") // null is what the engine takes for null
    Object toScript(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof String) {
            return value;
        } else if (value instanceof Number number) {
            return number instanceof Integer ? number : (Object) number.doubleValue();
        } else if (value instanceof CharSequence || value instanceof Character) {
            return value.toString();
        } else if (value instanceof Optional<?> optional) {
            return toScript(optional.orElse(null));
        } else if (value instanceof ScriptFunction function) {
            return function.value();
        } else if (value instanceof Buffer) {
            return tool("buffer").execute(value);
        } else if (value instanceof Blob) {
            return tool("blob").execute(value);
        } else if (value instanceof byte[] bytes) {
            return tool("buffer").execute(Blob.of(bytes, Blob.OCTET_STREAM).toBuffer());
        } else if (value instanceof Object[] items) {
            return toScript(Arrays.asList(items));
        } else if (value instanceof Iterable<?> items) {
            Value list = tool("list").execute();
            items.forEach(item -> tool("push").executeVoid(list, toScript(item)));
            return list;
        } else if (value instanceof Map<?, ?> entries) {
            Value record = tool("record").execute();
            entries.forEach((key, item) -> tool("put").executeVoid(record, String.valueOf(key), toScript(item)));
            return record;
        } else if (value instanceof Value) {
            throw new IllegalArgumentException("a Value of the engine: pass what it stands for");
        }
        return facades.computeIfAbsent(value, this::facade);
    }

    /** Returns an object of the script whose functions and properties are the exported members of {@code object}. */
    private Value facade(Object object) {
        Value host = context().asValue(object);
        Value facade = tool("record").execute();
        for (String name : host.getMemberKeys()) {
            tool(host.canInvokeMember(name) ? "method" : "field").executeVoid(facade, host, name);
        }
        return facade;
    }

    /** Returns what an exported method has returned as the script is to see it. */
    private Object adopt(Value result) {
        if (!result.isHostObject()) {
            return result;
        }
        Object object = result.asHostObject();
        return toScript(object);
    }

    /** Returns the message of an exception of Java, null for anything else that was thrown. */
    private static @Nullable String message(Value thrown) {
        if (!thrown.isException()) {
            return null;
        }
        try {
            throw thrown.throwException();
        } catch (PolyglotException exception) {
            if (!exception.isHostException()) {
                return null;
            }
            Throwable cause = exception.asHostException();
            String message = Objects.requireNonNullElse(cause.getMessage(), "");
            return message.isEmpty() ? cause.getClass().getSimpleName() : message;
        }
    }

    // ---- to Java ----

    @Nullable
    Object toJava(Value value) {
        return toJava(value, DEEPEST);
    }

    @SuppressWarnings("NullAway") // null is what the engine takes for null
    private Object toJava(Value value, int depth) {
        if (depth == 0) {
            throw new IllegalArgumentException("an object that contains itself, or more than " + DEEPEST + " levels");
        } else if (value.isNull()) {
            return null;
        } else if (value.isBoolean()) {
            return value.asBoolean();
        } else if (value.isString()) {
            return value.asString();
        } else if (value.isNumber()) {
            return number(value);
        } else if (value.isHostObject()) {
            return value.asHostObject();
        } else if (value.canExecute()) {
            return wrap(value);
        } else if (value.hasArrayElements()) {
            return list(value, depth);
        } else if (value.isInstant()) {
            return value.asInstant();
        }
        return isRecord(value) ? map(value, depth) : value.toString();
    }

    private static Object number(Value value) {
        if (value.fitsInInt()) {
            return value.asInt();
        }
        return value.fitsInDouble() ? (Object) value.asDouble() : value.as(BigInteger.class);
    }

    private static boolean isRecord(Value value) {
        return value.hasMembers()
                && !value.hasArrayElements()
                && !value.canExecute()
                && !value.isHostObject()
                && !value.isException();
    }

    private List<Object> list(Value value, int depth) {
        List<Object> list = new ArrayList<>();
        for (long i = 0; i < value.getArraySize(); i++) {
            list.add(toJava(value.getArrayElement(i), depth - 1));
        }
        return list;
    }

    private Map<String, Object> map(Value value, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key : value.getMemberKeys()) {
            map.put(key, toJava(value.getMember(key), depth - 1));
        }
        return map;
    }
}
