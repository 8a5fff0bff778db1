// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link;

import io.reconsync.api.Deadline;
import io.reconsync.link.transport.Channel;
import io.reconsync.link.transport.Dialer;
import io.reconsync.link.transport.Receiver;
import java.util.Random;

/** A bad line: ends at any frame, says durable frames twice, or goes dead without a word. */
final class ChaosDialer implements Dialer {
    private final Dialer line;
    private final Random random;
    private final double cut;
    private final double twice;
    private volatile boolean dead;

    ChaosDialer(Dialer line, long seed, double cut, double twice) {
        this.line = line;
        this.random = new Random(seed);
        this.cut = cut;
        this.twice = twice;
    }

    /** From now on nothing passes, and nobody is told. */
    void die(boolean now) {
        dead = now;
    }

    private synchronized boolean happens(double chance) {
        return random.nextDouble() < chance;
    }

    @Override
    public void dial(Receiver receiver, Deadline deadline) {
        line.dial(new Bad(receiver), deadline);
    }

    @Override
    public String address() {
        return line.address();
    }

    @Override
    public void close() {
        line.close();
    }

    private final class Bad implements Receiver, Channel {
        private final Receiver receiver;
        private volatile Channel channel;

        private Bad(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void opened(Channel opened) {
            channel = opened;
            receiver.opened(this);
        }

        @Override
        public void text(String text, Runnable next) {
            if (dead) {
                next.run();
            } else if (happens(cut)) {
                channel.close("The line was cut.");
            } else if (text.contains("\"s\":") && happens(twice)) {
                receiver.text(text, () -> receiver.text(text, next));
            } else {
                receiver.text(text, next);
            }
        }

        @Override
        public void closed(String why) {
            receiver.closed(why);
        }

        @Override
        public boolean send(String text) {
            if (dead) {
                return true;
            }
            if (happens(cut)) {
                channel.close("The line was cut.");
                return false;
            }
            if (text.contains("\"s\":") && happens(twice)) {
                channel.send(text);
            }
            return channel.send(text);
        }

        @Override
        public void close(String why) {
            if (dead) {
                receiver.closed(why);
            } else {
                channel.close(why);
            }
        }

        @Override
        public String binding() {
            return channel.binding();
        }

        @Override
        public String remote() {
            return channel.remote();
        }
    }
}
