// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Reply;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.store.Database;
import io.reconsync.contract.values.Ids;
import io.reconsync.link.frame.Body;
import io.reconsync.link.frame.Frame;
import io.reconsync.link.session.Said;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries commands that change something to agents. Thread-safe. */
final class Orders {
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final Duration ACCEPT = Duration.ofSeconds(20);

    private final Desk desk;
    private final Database database;

    Orders(Desk desk, Database database) {
        this.desk = desk;
        this.database = database;
        desk.board().onCancel(this::cancel);
    }

    /** Gives an order and waits for what the agent says to it. */
    Commands.Result give(AgentSession session, List<String> words, String server, Actor actor, Deadline deadline) {
        AgentRow agent = session.agent();
        long expires = desk.clock().millis() + VALID.toMillis();
        Order order = new Order(
                Ids.next(desk.clock()),
                agent.id(),
                agent.guild(),
                server,
                Said.cut(String.join(" ", words), 400),
                actor,
                Order.State.SENT,
                "",
                Body.EMPTY,
                expires);
        Frame frame = Frame.of(
                "order",
                "id",
                order.id(),
                "words",
                words,
                "actor",
                Said.of(actor).values(),
                "expires",
                expires);
        database.write(connection -> {
            desk.board().enter(connection, order);
            desk.streams().append(connection, agent.id(), frame, order.id());
            return null;
        });
        session.wake();
        return answer(order, agent, deadline.atMost(ACCEPT));
    }

    private Commands.Result answer(Order order, AgentRow agent, Deadline deadline) {
        Order now = order;
        try {
            while (!deadline.expired() && now.state() == Order.State.SENT
                    || now.state() == Order.State.TAKEN && now.job().isEmpty()) {
                desk.board().awaitNews(deadline);
                now = desk.board().find(order.id()).orElse(now);
                if (deadline.expired()) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return switch (now.state()) {
            case REFUSED -> throw Said.error(now.answer().body("error"));
            case DONE -> Said.result(now.answer().body("result"));
            case LOST ->
                throw new ReconException(
                        "agent-store-lost",
                        ErrorOwner.REMOTE,
                        "The store of " + agent.name() + " began anew while it was asked.",
                        "Look what became of it, then ask again.");
            case SENT, TAKEN, OVER -> begun(now, agent);
        };
    }

    /** It is a job there, or nobody knows yet; either way a job here follows it. */
    private Commands.Result begun(Order order, AgentRow agent) {
        String job = order.job().isEmpty() ? desk.follow(order, agent.name()) : order.job();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("job", job);
        data.put("agent", agent.name());
        String text = "'" + order.command() + "' at " + agent.name() + ".";
        return new Commands.Result(
                new Reply(List.of(new Reply.Text(text)), Optional.of(job), data), ExitCode.OK, "agent-job");
    }

    private void cancel(Order order) {
        database.write(connection -> {
            desk.streams()
                    .append(connection, order.agent(), Frame.of("cancel", "id", order.id()), "cancel " + order.id());
            return null;
        });
        desk.presence().of(order.agent()).ifPresent(AgentSession::wake);
    }

    /** After a start: orders that an agent took just before the end. */
    void resume() {
        for (Order order : desk.board().unfollowed()) {
            desk.roster().find(order.agent()).ifPresent(agent -> desk.follow(order, agent.name()));
        }
    }
}
