// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.js.ScriptOutcome;
import io.tisocket.js.ScriptRuntime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can only be seen in a script: names, constants, shapes of objects, values of the wrong type. */
@Timeout(30)
class JavaScriptOnlyTest extends RuleTest {

    private static final Face FACE = new JavaScriptFace();

    @Override
    protected Face face() {
        return FACE;
    }

    /** What a whole program printed until it ended by itself. */
    private record Printed(ScriptOutcome outcome, List<String> output, List<String> errors) {}

    private static Printed run(String text) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try (ScriptRuntime runtime = ScriptRuntime.builder()
                .output(new PrintStream(output, true, StandardCharsets.UTF_8))
                .errors(new PrintStream(errors, true, StandardCharsets.UTF_8))
                .build()) {
            ScriptOutcome outcome = runtime.run("rule.js", text);
            return new Printed(outcome, lines(output), lines(errors));
        }
    }

    private static List<String> lines(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> print(String text) {
        Printed printed = run(text);
        assertThat(printed.errors()).as("errors").isEmpty();
        assertThat(printed.outcome()).isEqualTo(ScriptOutcome.COMPLETED);
        return printed.output();
    }

    @Test
    @Rule({RuleId.M1, RuleId.M4, RuleId.M5, RuleId.M7})
    void theNamespaceHasTcpAndLeavesRoomForOthers() {
        assertThat(print("""
                var S = Ti.Network.Socket;
                console.log(Ti === Titanium, typeof S.createTCP, S.createTCP().apiName);
                console.log(typeof S.createUDP, typeof Ti.Network.createTCPSocket);
                if (S.createUDP) { console.log('never'); }
                """)).containsExactly("true function Ti.Network.Socket.TCP", "undefined undefined");
    }

    @Test
    @Rule({RuleId.M2, RuleId.M6})
    void theConstantsAreNumbersThatNobodyCanChangeUnderBothSpellings() {
        assertThat(print("""
                console.log(['INITIALIZED', 'CONNECTED', 'LISTENING', 'CLOSED', 'ERROR'].map(function (name) {
                    Ti.Network.Socket[name] = 9;
                    delete Ti.Network.Socket[name];
                    var value = Ti.Network.Socket[name];
                    return typeof value === 'number' && Ti.Network['SOCKET_' + name] === value ? value : 'wrong';
                }).join());
                console.log(typeof Ti.Network.createTCP, Ti.Network.createTCP().state);
                """)).containsExactly("1,2,3,4,5", "function 1");
    }

    @Test
    @Rule({RuleId.M3, RuleId.P6})
    void createTakesAnyArgumentsAndKeepsUnknownKeys() {
        assertThat(print("""
                var s = Ti.Network.Socket.createTCP({ host: 'h', port: 1, mode: 'x', options: { a: 1 } });
                console.log(s.host, s.port, s.mode, s.options.a, s.state, Ti.Network.Socket.createTCP().state);
                """)).containsExactly("h 1 x 1 1 1");
    }

    @Test
    @Rule({RuleId.P1, RuleId.L9})
    void aRefusedAssignmentKeepsTheValueAndLogsOneLine() {
        Printed printed = run("""
                var l = Ti.Network.Socket.createTCP();
                l.listen();
                var port = l.port;
                l.port = 1;
                l.state = 9;
                console.log(l.port === port, l.state);
                l.close();
                """);

        assertThat(printed.output()).containsExactly("true 3");
        assertThat(printed.errors()).as("lines of Ti.API.error").hasSize(1);
        assertThat(printed.outcome()).isEqualTo(ScriptOutcome.COMPLETED);
    }

    @Test
    @Rule({RuleId.P3, RuleId.C3, RuleId.E6})
    void portsOfAnyOtherKindAreRefusedAndStringsOfDigitsAreTaken() {
        assertThat(print("""
                [1.5, NaN, 'abc', '', null, {}, true, '1.5', -1, 65536].forEach(function (port) {
                    var s = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: port });
                    try { s.connect(); console.log('taken', port); }
                    catch (e) { console.log(e instanceof Error, /port.*1 to 65535/.test(e.message), s.state); }
                });
                """)).hasSize(10).containsOnly("true true 1");
        assertThat(print("""
                var l = Ti.Network.Socket.createTCP({ accepted: function (e) { e.inbound.close(); l.close(); } });
                l.listen();
                l.accept();
                var s = Ti.Network.Socket.createTCP({ host: l.host, port: String(l.port),
                    connected: function () { console.log('connected'); s.close(); } });
                s.connect();
                """)).containsExactly("connected");
    }

    @Test
    @Rule({RuleId.P7, RuleId.J4})
    void whatIsNoFunctionIsNeverCalled() {
        assertThat(print("""
                var l = Ti.Network.Socket.createTCP({ accepted: 'no function', closed: {} });
                l.listen();
                l.accept({ error: 7 });
                var s = Ti.Network.Socket.createTCP({ host: l.host, port: l.port, error: null, connected: 5,
                    closed: function () { console.log('closed'); } });
                s.connect();
                setTimeout(function wait() {
                    if (s.state === 1) { setTimeout(wait, 5); } else { s.close(); l.close(); }
                }, 5);
                """)).containsExactly("closed");
    }

    @Test
    @Rule({RuleId.A6, RuleId.J2, RuleId.J3, RuleId.M6})
    void theOptionsReachTheInboundSocketAndEventsArePlain() {
        assertThat(print("""
                function failed() { }
                var l = Ti.Network.Socket.createTCP({ accepted: function (e) {
                    console.log(e.inbound.error === failed, e.inbound.timeout, e.inbound.tag, this === l);
                    console.log(Object.keys(e).join(), e.connector === e.inbound, Object.getPrototypeOf(e) === Object.prototype);
                    console.log(typeof JSON.stringify(e), typeof (e.inbound + ''), l.getPort() === l.port);
                    e.inbound.close();
                    l.close();
                } });
                l.listen();
                l.accept({ error: failed, timeout: 5000, tag: 'x' });
                var s = Ti.Network.Socket.createTCP({ host: l.host, port: l.port, connected: function () { s.close(); } });
                s.connect();
                """)).containsExactly("true 5000 x true", "socket,inbound true true", "string string true");
    }

    @Test
    @Rule({RuleId.J5, RuleId.J1})
    void aReadFunctionAmongTheOptionsIsGivenTheData() {
        assertThat(print("""
                var l = Ti.Network.Socket.createTCP({ accepted: function (e) { console.log(typeof e.inbound.read); } });
                l.listen();
                l.accept({ read: function (e) {
                    console.log(Object.keys(e).join(), e.data.text, '' + e.buffer);
                    e.socket.close();
                    l.close();
                } });
                var s = Ti.Network.Socket.createTCP({ host: l.host, port: l.port, connected: function () {
                    s.write(Ti.createBuffer({ value: 'data' }));
                    s.close();
                } });
                s.connect();
                console.log('after');
                """)).containsExactly("after", "function", "socket,data,buffer data data");
    }

    @Test
    @Rule(RuleId.S3)
    void noClassOfJavaAndNoProcessIsInReach() {
        assertThat(print("""
                console.log(['Java', 'Packages', 'java', 'Polyglot', 'process', 'load', 'quit', 'Graal'].filter(function (name) {
                    return typeof globalThis[name] !== 'undefined';
                }).length);
                console.log(typeof Ti.Network.Socket.createTCP().getClass);
                """)).containsExactly("0", "undefined");
    }
}
