// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.host.PluginFacts;
import io.reconsync.contract.host.Plugins;
import io.reconsync.contract.host.Plugins.Life;
import io.reconsync.contract.host.Plugins.PluginStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code plugin …}. */
@Component(service = {BuiltInGroup.class, FactSource.class})
public final class PluginAdminCommands implements BuiltInGroup, FactSource {
    /** What is as it should be. */
    static final Set<Life> FINE = Set.of(Life.READY, Life.ACTIVE, Life.GONE);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile PluginFacts published;

    private final Plugins plugins;

    @Activate
    public PluginAdminCommands(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public List<BuiltIn> commands() {
        CommandOption name = CommandOption.argument("plugin", "Name of a plugin", "plugins");
        return List.of(
                BuiltIn.look("plugin list", "Every plugin and how it is", "plugin list", this::list),
                BuiltIn.look("plugin why", "Why a plugin is in its state", "plugin why ark", this::why, name),
                BuiltIn.change(
                                "plugin install",
                                "Copy a jar into plugins/, from where it is let in",
                                "plugin install /tmp/ark-1.2.jar",
                                this::install,
                                CommandOption.argument("file", "Path of the jar", null))
                        .tier(Tier.OWNER),
                BuiltIn.change(
                                "plugin rollback",
                                "Go back to the version that was active before",
                                "plugin rollback ark",
                                this::rollback,
                                name)
                        .tier(Tier.OWNER),
                BuiltIn.change(
                                "plugin remove",
                                "Take a plugin out; what it stored stays unless --purge",
                                "plugin remove ark --yes",
                                this::remove,
                                name,
                                CommandOption.flag("purge", "Also delete what it stored"))
                        .tier(Tier.OWNER)
                        .confirmed());
    }

    private Commands.Result list(Call call) {
        List<List<String>> rows = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        for (PluginStatus plugin : plugins.list()) {
            rows.add(List.of(
                    plugin.name(), plugin.version(), Shown.name(plugin.life()), Shown.oneLine(plugin.sentence())));
            data.add(data(plugin));
        }
        Answer answer = new Answer("plugins").data("plugins", data);
        return (rows.isEmpty()
                        ? answer.text("No plugins. Drop a jar into plugins/.")
                        : answer.table(List.of("plugin", "version", "state", "why"), rows))
                .result();
    }

    private Commands.Result why(Call call) {
        PluginStatus plugin = find(call.required("plugin"));
        List<String> sentences = plugins.why(plugin.name());
        return new Answer("why")
                .text(plugin.name() + " " + plugin.version() + " is " + Shown.name(plugin.life()) + ".")
                .text(String.join("\n", sentences))
                .data("name", plugin.name())
                .data("state", Shown.name(plugin.life()))
                .data("sentences", sentences)
                .result();
    }

    private Commands.Result install(Call call) {
        Path jar = Path.of(call.required("file"));
        if (!Files.isRegularFile(jar)) {
            throw new ReconException(
                    "file-missing",
                    ErrorOwner.USER,
                    "There is no file " + jar + ".",
                    "Give the path of a plugin's jar.");
        }
        plugins.install(jar);
        String text = jar.getFileName() + " was copied into plugins/. See 'plugin list' for what becomes of it.";
        return new Answer("text").text(text).data("text", text).result();
    }

    private Commands.Result rollback(Call call) {
        PluginStatus now = plugins.rollback(find(call.required("plugin")).name());
        return new Answer("plugin")
                .text(now.name() + " is back at " + now.version() + ": " + Shown.name(now.life()) + ".")
                .data(data(now))
                .result();
    }

    private Commands.Result remove(Call call) {
        PluginStatus plugin = find(call.required("plugin"));
        if (!call.flag(CommandLine.YES)) {
            String data = call.flag("purge") ? " and what it stored would be deleted." : "; what it stored would stay.";
            throw Confirm.needed(
                    "The plugin " + plugin.name() + " would be taken out of plugins/" + data,
                    "plugin remove " + plugin.name());
        }
        plugins.remove(plugin.name(), call.flag("purge"));
        return new Answer("text")
                .text(plugin.name() + " was removed.")
                .data("text", plugin.name() + " was removed.")
                .result();
    }

    private PluginStatus find(String name) {
        return plugins.find(name).orElseThrow(() -> {
            List<String> names = plugins.list().stream().map(PluginStatus::name).toList();
            String near =
                    Nearest.to(name, names).map(n -> " Did you mean " + n + "?").orElse("");
            return new ReconException(
                    "plugin-unknown",
                    ErrorOwner.USER,
                    "There is no plugin '" + name + "'." + near,
                    "There is: " + String.join(", ", names) + ".");
        });
    }

    static Map<String, Object> data(PluginStatus plugin) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", plugin.name());
        data.put("version", plugin.version());
        data.put("state", Shown.name(plugin.life()));
        data.put("sentence", plugin.sentence());
        data.put("file", plugin.file());
        data.put("sha256", plugin.sha256());
        data.put("since", plugin.since().toString());
        data.put("abandoned_calls", plugin.abandonedCalls());
        return data;
    }

    @Override
    public Map<String, List<String>> facts() {
        Map<String, List<String>> facts = new HashMap<>();
        PluginFacts known = published;
        if (known != null) {
            facts.putAll(known.all());
        }
        facts.put("plugins", plugins.list().stream().map(PluginStatus::name).toList());
        return facts;
    }
}
