// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.fleet.Agent;
import io.reconsync.contract.fleet.BotLink;
import io.reconsync.contract.fleet.Fleet;
import io.reconsync.contract.values.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code agent …} and {@code enroll}: who belongs to whom. */
@Component(service = {BuiltInGroup.class, FactSource.class})
public final class LinkCommands implements BuiltInGroup, FactSource {
    private static final Duration VALID = Duration.ofHours(1);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Fleet fleet;

    // Fetched when it is needed: an agent's link needs the registry, which has this group.
    @Reference(service = BotLink.class, cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile ComponentServiceObjects<BotLink> bot;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Configuration configuration;

    @Activate
    public LinkCommands() {}

    @Override
    public List<BuiltIn> commands() {
        CommandOption agent = CommandOption.argument("agent", "Name or id of an agent", "agents");
        CommandOption name = CommandOption.text("name", "What the agent is to be called");
        CommandOption servers = CommandOption.text("servers", "Ids or globs of the servers it may have, with commas");
        CommandOption namespaces =
                CommandOption.text("namespaces", "Namespaces its plugins may offer commands in, with commas");
        CommandOption guild = CommandOption.text("guild", "The Discord server that its servers belong to");
        CommandOption address =
                CommandOption.text("address", "Where it finds this bot, like wss://bot.example.org:8765");
        CommandOption valid = new CommandOption(
                "valid",
                "For how long the token can be used, 1h if left out",
                CommandOption.Type.DURATION,
                false,
                false,
                List.of(),
                Optional.empty());
        return List.of(
                BuiltIn.look("agent list", "Every agent and how its link is", "agent list", this::list),
                BuiltIn.change(
                                "agent register",
                                "Make a one-time token with which one new agent enrols",
                                "agent register --name host-1",
                                this::register,
                                name,
                                servers,
                                namespaces,
                                guild,
                                address,
                                valid)
                        .tier(Tier.OWNER),
                BuiltIn.change(
                                "agent revoke",
                                "Shut an agent out for good",
                                "agent revoke host-1 --yes",
                                this::revoke,
                                agent)
                        .tier(Tier.OWNER)
                        .confirmed(),
                BuiltIn.change(
                                "agent accept",
                                "Let an agent in again that was put back from a backup",
                                "agent accept host-1",
                                this::accept,
                                agent)
                        .tier(Tier.OWNER),
                BuiltIn.change(
                                "enroll",
                                "On a bot with --new: make a token. On an agent: enrol with one, given by prompt or input",
                                "enroll --new",
                                this::enroll,
                                CommandOption.flag("new", "Make a token for a new agent"),
                                CommandOption.text("token", "Given by the command line from prompt, input or --file"),
                                name,
                                servers,
                                namespaces,
                                guild,
                                address,
                                valid)
                        .tier(Tier.OWNER));
    }

    private Fleet agents() {
        Fleet known = fleet;
        if (known == null) {
            throw new ReconException(
                    "link-not-listening",
                    ErrorOwner.USER,
                    "No agent can connect here, because link.listen is not set.",
                    "Set link: {listen: \"0.0.0.0:8765\"} in conf/reconsync.yaml of the bot.");
        }
        return known;
    }

    private Commands.Result list(Call call) {
        List<List<String>> rows = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        boolean fine = true;
        for (Agent agent : agents().agents()) {
            rows.add(List.of(
                    agent.name(),
                    Shown.name(agent.state()),
                    agent.lastSeen().map(LinkCommands::ago).orElse("never"),
                    agent.version().isEmpty() ? "-" : agent.version(),
                    agent.servers().isEmpty() ? "-" : Shown.oneLine(String.join(", ", agent.servers())),
                    Shown.oneLine(agent.explanation())));
            data.add(data(agent));
            fine &= agent.state() != Agent.State.OFFLINE && agent.state() != Agent.State.SUSPECT;
        }
        Answer answer = new Answer("agents").data("agents", data).exit(fine ? ExitCode.OK : ExitCode.FINDINGS);
        return (rows.isEmpty()
                        ? answer.text("No agent is enrolled. 'enroll --new' makes a token for one.")
                        : answer.table(List.of("agent", "state", "seen", "version", "servers", "why"), rows))
                .result();
    }

    private static String ago(Instant at) {
        return DurationText.format(Duration.ofSeconds(
                        Math.max(0, Duration.between(at, Instant.now()).toSeconds())))
                + " ago";
    }

    private static Map<String, Object> data(Agent agent) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", agent.id());
        data.put("name", agent.name());
        data.put("guild", agent.guild());
        data.put("state", Shown.name(agent.state()));
        data.put("explanation", agent.explanation());
        data.put("last_seen", Shown.machine(agent.lastSeen()));
        data.put("version", agent.version());
        data.put("servers", agent.servers());
        return data;
    }

    private static List<String> globs(Call call, String option) {
        return call.argument(option)
                .map(text -> List.of(text.strip().split("[,\\s]+")))
                .orElse(List.of("*"));
    }

    private Commands.Result register(Call call) {
        Fleet.Ticket ticket = agents().register(
                        new Fleet.Request(
                                call.argument("name"),
                                call.argument("guild").orElse("local"),
                                globs(call, "servers"),
                                globs(call, "namespaces"),
                                call.argument("address"),
                                call.argument("valid")
                                        .flatMap(DurationText::parse)
                                        .orElse(VALID)),
                        call.actor());
        return new Answer("ticket")
                .text(ticket.token())
                .text("On the agent, run `reconsync enroll` and paste it. It works once, until "
                        + Shown.moment(ticket.expires(), ZoneId.systemDefault()) + ". The agent will dial "
                        + ticket.address()
                        + "; give --address if that is not where it finds this bot.")
                .data("token", ticket.token())
                .data("address", ticket.address())
                .data("expires", ticket.expires().toString())
                .result();
    }

    private Commands.Result revoke(Call call) {
        Agent agent = agents().agent(call.required("agent"));
        if (!call.flag(CommandLine.YES)) {
            throw Confirm.needed(
                    "The agent " + agent.name()
                            + " would be shut out for good; it goes on by itself, and would have to be"
                            + " enrolled anew.",
                    "agent revoke " + agent.name());
        }
        return shown(agents().revoke(agent.id(), call.actor()), "is shut out.");
    }

    private Commands.Result accept(Call call) {
        return shown(agents().accept(call.required("agent"), call.actor()), "may begin its next session.");
    }

    private static Commands.Result shown(Agent agent, String what) {
        return new Answer("agent")
                .text("The agent " + agent.name() + " " + what)
                .data(data(agent))
                .result();
    }

    private Commands.Result enroll(Call call) {
        if (call.flag("new")) {
            return register(call);
        }
        Secret token = Secret.of(call.argument("token").orElse(""));
        Deadline deadline = Deadline.after(Duration.ofSeconds(60));
        BotLink.Status status = link(deadline).enroll(token, deadline);
        return new Answer("link")
                .text("Enrolled. " + status.sentence())
                .data("address", status.address())
                .data("enrolled", status.enrolled())
                .data("online", status.online())
                .data("waiting", status.waiting())
                .data("sentence", status.sentence())
                .result();
    }

    /** There is none yet in the first moments of a start, even if one is configured. */
    private BotLink link(Deadline deadline) {
        try {
            while (!deadline.expired()) {
                ComponentServiceObjects<BotLink> known = bot;
                BotLink link = known == null ? null : known.getService();
                if (link != null) {
                    return link;
                }
                if (known == null && !expected()) {
                    throw new ReconException(
                            "link-not-configured",
                            ErrorOwner.USER,
                            "This installation has no bot, because link.bot is not set.",
                            "Set link: {bot: \"wss://bot.example.org:8765\"} in conf/reconsync.yaml, then enrol again."
                                    + " On a bot, `reconsync enroll --new` makes the token.");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ReconException(
                "link-not-begun",
                ErrorOwner.INTERNAL,
                "The link did not begin.",
                "Look into logs/reconsync.log for the reason, then enrol again.");
    }

    private boolean expected() {
        Configuration known = configuration;
        return known != null
                && known.section("link").flatMap(link -> link.text("bot")).isPresent();
    }

    @Override
    public Map<String, List<String>> facts() {
        Fleet known = fleet;
        return known == null
                ? Map.of()
                : Map.of("agents", known.agents().stream().map(Agent::name).toList());
    }
}
