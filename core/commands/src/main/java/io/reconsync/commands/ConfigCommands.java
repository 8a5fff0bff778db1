// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.config.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code config …} and {@code games}. */
@Component(service = BuiltInGroup.class)
public final class ConfigCommands implements BuiltInGroup {
    private final Configuration configuration;

    @Activate
    public ConfigCommands(@Reference Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public List<BuiltIn> commands() {
        return List.of(
                BuiltIn.look(
                                "config view",
                                "The configuration in force, with secrets masked",
                                "config view ark-island",
                                this::view,
                                CommandOption.server().optional())
                        .tier(Tier.ADMIN),
                BuiltIn.look("config check", "What is wrong in the configuration", "config check", this::check),
                BuiltIn.change("config reload", "Read all files again now", "config reload", this::reload),
                BuiltIn.look("games", "The games that can be configured", "games", this::games)
                        .keepsToScope());
    }

    private Commands.Result view(Call call) {
        String text = configuration.view(call.argument("server"));
        return new Answer("text").text(text).data("text", text).result();
    }

    private Commands.Result reload(Call call) {
        configuration.reload();
        return check(call);
    }

    private Commands.Result check(Call call) {
        List<ConfigProblem> problems = configuration.problems();
        List<List<String>> rows = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        for (ConfigProblem problem : problems) {
            rows.add(List.of(problem.place(), problem.severity(), problem.message() + " " + problem.nextStep()));
            data.add(data(problem));
        }
        Answer answer = new Answer("problems").data("problems", data);
        boolean bad = problems.stream().anyMatch(problem -> problem.severity().equals("error"));
        return (rows.isEmpty()
                        ? answer.text("The configuration is good: "
                                + configuration.servers().size() + " servers.")
                        : answer.table(List.of("where", "kind", "what"), rows))
                .exit(bad ? ExitCode.FINDINGS : ExitCode.OK)
                .result();
    }

    static Map<String, Object> data(ConfigProblem problem) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("severity", problem.severity());
        data.put("file", problem.file());
        data.put("line", problem.line());
        data.put("column", problem.column());
        data.put("key", problem.key());
        data.put("found", problem.found());
        data.put("allowed", problem.allowed());
        data.put("message", problem.message());
        data.put("next_step", problem.nextStep());
        data.put("server", problem.server().orElse(null));
        return data;
    }

    private Commands.Result games(Call call) {
        List<List<String>> rows = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        for (Configuration.ProfileEntry entry : configuration.profiles()) {
            String origin = entry.origin()
                    + entry.shadows().map(hidden -> ", hides " + hidden).orElse("");
            rows.add(List.of(entry.profile().game(), entry.profile().name(), origin));
            data.add(Map.of(
                    "game", entry.profile().game(),
                    "name", entry.profile().name(),
                    "origin", entry.origin()));
        }
        return new Answer("games")
                .table(List.of("game", "name", "from"), rows)
                .data("games", data)
                .result();
    }
}
