// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jobs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who may run: one job at a time per lane, in the order in which they came; those without a lane at once. Thread-safe.
 */
final class Lanes {
    private final Map<String, Deque<LiveJob>> waiting = new HashMap<>();
    private final Deque<LiveJob> free = new ArrayDeque<>();
    private final Map<String, LiveJob> holders = new HashMap<>();
    private final Map<String, Set<String>> held = new HashMap<>();

    synchronized void add(LiveJob job) {
        queue(job).addLast(job);
    }

    /** Before all that wait. */
    synchronized void addFirst(LiveJob job) {
        queue(job).addFirst(job);
    }

    private Deque<LiveJob> queue(LiveJob job) {
        return job.lane()
                .map(lane -> waiting.computeIfAbsent(lane, key -> new ArrayDeque<>()))
                .orElse(free);
    }

    /** Takes every job that may begin now; each holds its lane from here on. */
    synchronized List<LiveJob> take(Predicate<LiveJob> startable) {
        List<LiveJob> taken = new ArrayList<>();
        for (Iterator<LiveJob> jobs = free.iterator(); jobs.hasNext(); ) {
            LiveJob job = jobs.next();
            if (startable.test(job)) {
                jobs.remove();
                taken.add(job);
            }
        }
        waiting.forEach((lane, jobs) -> {
            LiveJob next = jobs.peekFirst();
            if (next != null && !holders.containsKey(lane) && !isHeld(lane) && startable.test(next)) {
                jobs.removeFirst();
                holders.put(lane, next);
                taken.add(next);
            }
        });
        waiting.values().removeIf(Deque::isEmpty);
        return taken;
    }

    /** The job no longer needs its lane. */
    synchronized void release(LiveJob job) {
        job.lane().ifPresent(lane -> holders.remove(lane, job));
    }

    /** Takes a job out that has not begun; false when it is not waiting. */
    synchronized boolean remove(LiveJob job) {
        Deque<LiveJob> jobs = job.lane().map(waiting::get).orElse(free);
        return jobs != null && jobs.remove(job);
    }

    /** Lets nothing begin on these lanes until {@link #resume} with the same reason. */
    synchronized void hold(String reason, Set<String> lanes) {
        held.computeIfAbsent(reason, key -> new HashSet<>()).addAll(lanes);
    }

    synchronized void resume(String reason) {
        held.remove(reason);
    }

    private boolean isHeld(String lane) {
        return held.values().stream().anyMatch(lanes -> lanes.contains(lane));
    }
}
