// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import org.junit.jupiter.api.Nested;

/** JavaScript through the runtime goes through all rules. */
class JavaScriptRulesTest {

    private static final Face FACE = new JavaScriptFace();

    @Nested
    class Lifecycle extends LifecycleRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Terminal extends TerminalRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Property extends PropertyRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Connect extends ConnectRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Listen extends ListenRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Queue extends QueueRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Accept extends AcceptRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Close extends CloseRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class CloseInCallback extends CloseInCallbackRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Abort extends AbortRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Read extends ReadRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Write extends WriteRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Error extends ErrorRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Callback extends CallbackRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Cell extends CellRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }

    @Nested
    class Name extends NameRules {
        @Override
        protected Face face() {
            return FACE;
        }
    }
}
