// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** One end of a connection in memory. */
final class MemoryChannel implements Channel {
    private final Executor pool;
    private final Receiver receiver;
    private final Deque<String> inbound = new ArrayDeque<>();
    private MemoryChannel other;
    private Runnable onClose = () -> {};
    private long waiting;
    private boolean opened;
    private boolean wanted;
    private boolean delivering;
    private String closed;
    private boolean told;

    MemoryChannel(Executor pool, Receiver receiver) {
        this.pool = pool;
        this.receiver = receiver;
    }

    synchronized void join(MemoryChannel far) {
        other = far;
    }

    synchronized void onClose(Runnable action) {
        onClose = action;
    }

    void open() {
        synchronized (this) {
            delivering = true;
        }
        execute(() -> {
            receiver.opened(this);
            synchronized (this) {
                opened = true;
                wanted = true;
            }
            work();
        });
    }

    @Override
    public boolean send(String text) {
        MemoryChannel far;
        synchronized (this) {
            if (closed != null) {
                return false;
            }
            far = other;
        }
        if (!far.deliver(text)) {
            close("The other side is too slow.");
            return false;
        }
        return true;
    }

    private boolean deliver(String text) {
        synchronized (this) {
            if (closed != null || waiting + text.length() > MOST_WAITING) {
                return false;
            }
            waiting += text.length();
            inbound.addLast(text);
        }
        wake();
        return true;
    }

    private void wake() {
        synchronized (this) {
            if (delivering || !opened) {
                return;
            }
            delivering = true;
        }
        execute(this::work);
    }

    private void work() {
        while (true) {
            String text = null;
            String end = null;
            synchronized (this) {
                if (wanted && !inbound.isEmpty()) {
                    text = inbound.pollFirst();
                    waiting -= text.length();
                    wanted = false;
                } else if (closed != null && inbound.isEmpty() && !told) {
                    told = true;
                    end = closed;
                } else {
                    delivering = false;
                }
                if (!delivering) {
                    return;
                }
            }
            if (end != null) {
                receiver.closed(end);
                onClose.run();
            } else {
                receiver.text(text, this::next);
            }
        }
    }

    private void next() {
        synchronized (this) {
            wanted = true;
        }
        wake();
    }

    private void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            // The process ends, and both ends with it.
            synchronized (this) {
                closed = "The process ends.";
                told = true;
            }
        }
    }

    @Override
    public void close(String why) {
        MemoryChannel far;
        synchronized (this) {
            if (closed != null) {
                return;
            }
            closed = why;
            inbound.clear();
            far = other;
        }
        wake();
        far.closedByOther(why);
    }

    /** What the other side sent before is heard first. */
    private void closedByOther(String why) {
        synchronized (this) {
            if (closed != null) {
                return;
            }
            closed = why;
        }
        wake();
    }

    @Override
    public String binding() {
        return "";
    }

    @Override
    public String remote() {
        return "memory";
    }
}
