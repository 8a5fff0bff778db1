// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Invocation;
import io.reconsync.api.command.Reply;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.commands.Scope;
import io.reconsync.contract.fleet.Fleet;
import io.reconsync.contract.host.PluginServices;
import io.reconsync.contract.jobs.Audit;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.servers.Servers;
import io.reconsync.contract.values.Closing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The registry: built-in groups and plugins' sets, one dispatch for every surface. */
@Component(service = Commands.class)
public final class Registry implements Commands {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Servers servers;

    private volatile Fleet fleet;
    private volatile AutoCloseable fleetWatch;

    private final List<BuiltInGroup> groups = new CopyOnWriteArrayList<>();
    private final List<FactSource> sources = new CopyOnWriteArrayList<>();
    private final Jobs jobs;
    private final Audit audit;
    private final PluginCommands plugins;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public Registry(@Reference PluginServices services, @Reference Jobs jobs, @Reference Audit audit) {
        this.jobs = jobs;
        this.audit = audit;
        this.plugins = new PluginCommands(services, this::refresh);
    }

    @Activate
    void start() {
        refresh();
    }

    @Deactivate
    void stop() {
        plugins.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addGroup(BuiltInGroup group) {
        groups.add(group);
        listeners.forEach(Runnable::run);
    }

    void removeGroup(BuiltInGroup group) {
        groups.remove(group);
        listeners.forEach(Runnable::run);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSource(FactSource source) {
        sources.add(source);
    }

    void removeSource(FactSource source) {
        sources.remove(source);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setFleet(Fleet agents) {
        fleet = agents;
        fleetWatch = agents.onChange(() -> listeners.forEach(Runnable::run));
        listeners.forEach(Runnable::run);
    }

    void unsetFleet(Fleet agents) {
        fleet = null;
        Closing.quietly(fleetWatch);
        listeners.forEach(Runnable::run);
    }

    private Optional<Remote> remote() {
        Servers known = servers;
        Set<String> here = known == null
                ? Set.of()
                : known.all().stream().map(server -> server.id()).collect(Collectors.toSet());
        return Optional.ofNullable(fleet).map(agents -> new Remote(agents, jobs, here));
    }

    private Set<String> reserved() {
        return builtIns().stream()
                .map(builtIn -> builtIn.descriptor().name().split(" ")[0])
                .collect(Collectors.toSet());
    }

    private void refresh() {
        plugins.refresh(reserved());
        listeners.forEach(Runnable::run);
    }

    private List<BuiltIn> builtIns() {
        return groups.stream().flatMap(group -> group.commands().stream()).toList();
    }

    /** What this installation offers itself. */
    private List<Entry> own() {
        List<Entry> entries = new ArrayList<>();
        builtIns().forEach(builtIn -> entries.add(new Entry("", "core", builtIn.descriptor())));
        plugins.offers().forEach(offer -> entries.add(offer.entry()));
        return entries;
    }

    @Override
    public List<Entry> list() {
        List<Entry> entries = own();
        remote().ifPresent(agents -> entries.addAll(agents.entries(entries, reserved())));
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    @Override
    public List<Entry> list(Scope scope) {
        return scope.isEverything()
                ? list()
                : list().stream().filter(this::keepsToScope).toList();
    }

    private boolean keepsToScope(Entry entry) {
        return entry.descriptor().options().stream()
                        .anyMatch(option -> option.type() == CommandOption.Type.SERVER && option.required())
                || builtIn(entry).filter(BuiltIn::scoped).isPresent();
    }

    @Override
    public Result run(List<String> words, Actor actor, Deadline deadline) {
        return run(words, actor, Scope.EVERYTHING, deadline);
    }

    @Override
    public Result run(List<String> words, Actor actor, Scope scope, Deadline deadline) {
        if (words.isEmpty() || words.get(0).equals("help")) {
            return new Result(help(words.isEmpty() ? words : words.subList(1, words.size())), ExitCode.OK, "help");
        }
        Entry entry = find(words);
        List<String> rest = words.subList(length(entry), words.size());
        if (rest.contains("--help") || rest.contains("-h")) {
            return new Result(HelpText.of(entry), ExitCode.OK, "help");
        }
        if (actor.tier().compareTo(entry.descriptor().tier()) < 0) {
            audit.record(actor, entry.name(), String.join(" ", rest), "denied");
            throw new ReconException(
                    "denied",
                    ErrorOwner.USER,
                    "'" + entry.name() + "' is for "
                            + Shown.name(entry.descriptor().tier()) + "s; you are " + Shown.name(actor.tier()) + ".",
                    "Ask an owner to do it or to raise your tier.");
        }
        Map<String, String> values = new CommandLine(entry.name(), entry.descriptor()).parse(rest);
        keep(entry, values, actor, scope);
        Remote.Line line = new Remote.Line(
                entry,
                values,
                words,
                own().stream().anyMatch(known -> known.name().equals(entry.name())));
        Call call = new Call(values, actor, deadline, this, scope);
        return remote().flatMap(agents -> agents.run(line, actor, scope, deadline))
                .orElseGet(() -> dispatch(entry, call));
    }

    private void keep(Entry entry, Map<String, String> values, Actor actor, Scope scope) {
        if (!scope.isEverything() && !keepsToScope(entry)) {
            audit.record(actor, entry.name(), CommandLine.typed(entry.descriptor(), values), "denied");
            throw new ReconException(
                    "denied",
                    ErrorOwner.USER,
                    "'" + entry.name() + "' is about the whole installation; here only a part of the servers is seen.",
                    "Use it where all servers are seen, or in the shell.");
        }
        for (CommandOption option : entry.descriptor().options()) {
            String value = values.get(option.name());
            if (option.type() == CommandOption.Type.SERVER && value != null && !scope.contains(value)) {
                List<String> seen = facts(Optional.of("servers")).getOrDefault("servers", List.of()).stream()
                        .filter(scope::contains)
                        .toList();
                throw new ReconException(
                        "server-unknown",
                        ErrorOwner.USER,
                        "There is no server '" + value + "'.",
                        seen.isEmpty() ? "No server is seen from here." : "There is: " + String.join(", ", seen) + ".");
            }
        }
    }

    private Optional<BuiltIn> builtIn(Entry entry) {
        return builtIns().stream()
                .filter(candidate -> entry.namespace().isEmpty()
                        && candidate
                                .descriptor()
                                .name()
                                .equals(entry.descriptor().name()))
                .findFirst();
    }

    private Result dispatch(Entry entry, Call call) {
        Optional<BuiltIn> builtIn = builtIn(entry);
        boolean observes = !entry.descriptor().changes();
        if (builtIn.isPresent()) {
            Result result = builtIn.get().handler().run(call);
            if (!observes && result.reply().job().isEmpty()) {
                String typed = CommandLine.typed(entry.descriptor(), call.arguments());
                audit.record(call.actor(), entry.name(), typed, "exit " + result.exit());
            }
            return result;
        }
        if (observes) {
            return new Result(observe(entry, call), ExitCode.OK, "plugin-reply");
        }
        if (entry.descriptor().confirm() && !call.flag(CommandLine.YES)) {
            throw Confirm.needed("'" + entry.name() + "' changes something that cannot be taken back.", entry.name());
        }
        Map<String, String> arguments = new HashMap<>(call.arguments());
        arguments.put(PluginCommandJob.COMMAND, entry.name());
        Optional<String> server = serverOption(entry, call);
        return Answer.job(jobs.submit(new JobRequest(
                PluginCommandJob.KIND, server, arguments, call.actor(), Duration.ofHours(1), false, Optional.empty())));
    }

    private static Optional<String> serverOption(Entry entry, Call call) {
        return entry.descriptor().options().stream()
                .filter(option -> option.type() == CommandOption.Type.SERVER)
                .findFirst()
                .flatMap(option -> call.argument(option.name()));
    }

    /** Runs a plugin's command in the calling thread; used for observations, and by the job for changes. */
    Reply observe(Entry entry, Call call) {
        PluginCommands.Offer offer = plugins.find(entry.name()).orElseThrow(() -> gone(entry.name()));
        Optional<String> id = serverOption(entry, call);
        Servers known = servers;
        Optional<io.reconsync.api.game.GameServer> server = known == null ? Optional.empty() : id.map(known::get);
        Invocation invocation = new Invocation(entry.descriptor().name(), call.arguments(), server, call.actor());
        return offer.set()
                .call("running " + entry.name(), call.deadline(), set -> set.execute(invocation, call.deadline()));
    }

    /** The entry of a full name. */
    Entry entry(String name) {
        return list().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> gone(name));
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    private static ReconException gone(String name) {
        return new ReconException(
                "command-gone",
                ErrorOwner.USER,
                "The plugin that offers '" + name + "' is not there any more.",
                "See 'plugin list', and drop it into plugins/ again.");
    }

    private Entry find(List<String> words) {
        return list().stream()
                .filter(entry -> length(entry) <= words.size()
                        && String.join(" ", words.subList(0, length(entry))).equals(entry.name()))
                .max(Comparator.comparingInt(Registry::length))
                .orElseThrow(() -> unknown(words));
    }

    private static int length(Entry entry) {
        return entry.name().split(" ").length;
    }

    private ReconException unknown(List<String> words) {
        List<String> names = list().stream().map(Entry::name).toList();
        String typed = String.join(" ", words.subList(0, Math.min(2, words.size())));
        List<String> below = names.stream()
                .filter(name -> name.startsWith(words.get(0) + " "))
                .toList();
        Optional<String> near = Nearest.to(typed, names).or(() -> Nearest.to(words.get(0), names));
        String next = near.map(name -> "Did you mean '" + name + "'?")
                .orElse(
                        below.isEmpty()
                                ? "See 'help' for all commands."
                                : "There is: " + String.join(", ", below) + ".");
        return new ReconException("command-unknown", ErrorOwner.USER, "There is no command '" + typed + "'.", next);
    }

    @Override
    public List<String> complete(List<String> words, Actor actor) {
        return new Completion(list(), this::facts).complete(words, actor.tier());
    }

    @Override
    public Reply help(List<String> words) {
        if (words.isEmpty()) {
            return HelpText.overview(list());
        }
        String typed = String.join(" ", words);
        List<Entry> below = list().stream()
                .filter(entry -> entry.name().equals(typed) || entry.name().startsWith(typed + " "))
                .toList();
        if (below.isEmpty()) {
            throw unknown(words);
        }
        Optional<Entry> exact =
                below.stream().filter(entry -> entry.name().equals(typed)).findFirst();
        return exact.or(() -> below.size() == 1 ? Optional.of(below.get(0)) : Optional.empty())
                .map(HelpText::of)
                .orElseGet(() -> HelpText.overview(below));
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Map<String, List<String>> facts(Optional<String> source) {
        Map<String, List<String>> facts = new HashMap<>();
        for (FactSource known : sources) {
            known.facts().forEach((name, values) -> {
                if (source.isEmpty() || source.get().equals(name)) {
                    facts.put(name, values);
                }
            });
        }
        Fleet agents = fleet;
        if (agents != null) {
            agents.facts().forEach((name, values) -> {
                if (source.isEmpty() || source.get().equals(name)) {
                    facts.merge(name, values, Registry::joined);
                }
            });
        }
        return facts;
    }
}
