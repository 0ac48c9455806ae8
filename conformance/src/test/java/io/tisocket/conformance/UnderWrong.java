// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

/** The rule classes for whichever wrong face is set; run by {@link WrongSocketsTest} only. */
final class UnderWrong {

    static Face face = new JavaFace();

    private UnderWrong() {}

    static final class Lifecycle extends LifecycleRules {
        @Override
        protected Face face() {
            return face;
        }
    }

    static final class Terminal extends TerminalRules {
        @Override
        protected Face face() {
            return face;
        }
    }

    static final class Property extends PropertyRules {
        @Override
        protected Face face() {
            return face;
        }
    }

    static final class Connect extends ConnectRules {
        @Override
        protected Face face() {
            return face;
        }
    }

    static final class Listen extends ListenRules {
        @Override
        protected Face face() {
            return face;
        }
    }

    static final class Queue extends QueueRules {
        @Override
        protected Face face() {
            return face;
        }
    }

    static final class Accept extends AcceptRules {
        @Override
        protected Face face() {
            return face;
        }
    }

    static final class Close extends CloseRules {
        @Override
        protected Face face() {
            return face;
        }
    }

    static final class Write extends WriteRules {
        @Override
        protected Face face() {
            return face;
        }
    }

    static final class Errors extends ErrorRules {
        @Override
        protected Face face() {
            return face;
        }
    }
}
