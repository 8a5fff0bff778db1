// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.jobs.Job;
import io.reconsync.contract.jobs.JobHandler;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.values.Closing;
import io.reconsync.link.frame.Body;
import io.reconsync.link.session.Said;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Follows a job of an agent, so that it can be watched, waited for and cancelled here as any other. */
@Component(service = JobHandler.class)
@SatisfyingConditionTarget("(osgi.condition.id=reconsync.link.listen)")
public final class AgentJob implements JobHandler {
    static final String KIND = "agent-job";
    static final String ORDER = "order";
    static final String AGENT = "agent";
    static final String COMMAND = "command";

    private static final Duration LATE = Duration.ofMinutes(1);

    private final OrderBoard board;
    private final Clock clock;

    @Activate
    public AgentJob(@Reference OrderBoard board) {
        this(board, Clock.systemUTC());
    }

    AgentJob(OrderBoard board, Clock clock) {
        this.board = board;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean goesOnElsewhere() {
        return true;
    }

    @Override
    public Outcome run(JobRun run) throws InterruptedException {
        String id = run.argument(ORDER).orElse("");
        String agent = run.argument(AGENT).orElse("its agent");
        board.watch(id);
        AutoCloseable cancel = run.onCancel(() -> board.cancel(id));
        try {
            run.step("sent", "Waits for " + agent + ".");
            return follow(run, id, agent);
        } finally {
            Closing.quietly(cancel);
            board.unwatch(id);
        }
    }

    private Outcome follow(JobRun run, String id, String agent) throws InterruptedException {
        Body shown = Body.EMPTY;
        while (true) {
            Order order = board.find(id).orElseThrow(() -> lost(agent));
            if (order.state().isResult()) {
                return result(order, agent);
            }
            Body said = board.progress(id);
            if (!said.equals(shown)) {
                shown = said;
                said.find("step", 100)
                        .filter(step -> !step.isEmpty())
                        .ifPresent(
                                step -> run.step(step, said.find("text", 4000).orElse("")));
                run.progress(said.fraction("progress"), said.find("text", 4000).orElse(""));
            }
            if (order.state() == Order.State.SENT && clock.millis() > order.expires() + LATE.toMillis()) {
                throw new ReconException(
                        "agent-silent",
                        ErrorOwner.REMOTE,
                        agent + " has not said whether it took '" + order.command() + "'.",
                        "Look at 'agent list'; when it is back, its own 'reconsync jobs' says what became of it.");
            }
            board.awaitNews(Deadline.after(Duration.ofSeconds(1)));
        }
    }

    private static Outcome result(Order order, String agent) {
        Body answer = order.answer();
        if (order.state() == Order.State.REFUSED) {
            throw Said.error(answer.body("error"));
        }
        if (order.state() == Order.State.LOST) {
            throw lost(agent);
        }
        Map<String, String> data = new HashMap<>(answer.map("result", 200, 20_000));
        if (order.state() == Order.State.OVER) {
            answer.find("job", 64).ifPresent(job -> data.put("agent_job", job));
            Job.State state = Said.constant(Job.State.class, answer.text("state", 20));
            String text = answer.text("text", 4000);
            if (state != Job.State.SUCCEEDED) {
                throw answer.find("error")
                        .map(Said::error)
                        .orElseGet(() -> new ReconException(
                                "agent-job-" + Said.lower(state),
                                ErrorOwner.REMOTE,
                                text,
                                "See 'reconsync jobs' at " + agent + "."));
            }
            return new Outcome(text, data);
        }
        return new Outcome("Done at " + agent + ".", data);
    }

    private static ReconException lost(String agent) {
        return new ReconException(
                "agent-store-lost",
                ErrorOwner.REMOTE,
                "It cannot be said what became of it, because the store of " + agent + " began anew meanwhile.",
                "Look at the server itself, then decide.");
    }

    /** The job goes on at the agent, whatever became of us. */
    @Override
    public Recovery recover(JobRun run) {
        return new Recovery(Job.State.QUEUED, "Follows it again.");
    }
}
