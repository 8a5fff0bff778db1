// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.SourceText;
import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.config.ServerConfig;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.runtime.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads all files of an installation. A file that is bad keeps its last good value, or has none; the others are not
 * touched by that. Not thread-safe.
 */
final class Loader {
    private final ConfigFiles files;
    private final Map<String, String> environment;
    private final JsonCodec json;
    private final CoreSchemas schemas;

    Loader(Home home, Map<String, String> environment, JsonCodec json) {
        this.files = new ConfigFiles(home);
        this.environment = Map.copyOf(environment);
        this.json = json;
        this.schemas = CoreSchemas.load(json);
    }

    Loaded load(Loaded before, Documents documents) {
        List<ConfigProblem> problems = new ArrayList<>();
        Problems envProblems = new Problems(".env");
        Set<Path> used = new HashSet<>();
        Interpolation interpolation = new Interpolation(
                files.home().root(), DotEnv.over(files.home().root(), environment, envProblems), used);
        problems.addAll(envProblems.list());
        Namespaces namespaces = Namespaces.of(documents.schemas(), documents.plugins(), json);
        Map<String, String> views = new LinkedHashMap<>();
        List<String> secrets = new ArrayList<>();

        Problems mainProblems = new Problems(MainFile.SHOWN);
        Optional<Checked> mainChecked = mainText(mainProblems)
                .map(text -> Checked.of(text, mainProblems, Optional.of(interpolation), schemas.main()));
        Optional<MainFile> main = mainChecked.flatMap(checked -> MainFile.of(checked, namespaces, schemas));
        mainChecked.ifPresent(checked -> note(checked, views, secrets));
        problems.addAll(mainProblems.list());
        Optional<MainFile> mainUsed = main.isPresent() ? main : before.main();

        ProfileLoader.Result profiles = new ProfileLoader(files, schemas).load(before, documents);
        problems.addAll(profiles.problems());

        Map<String, ServerConfig> servers = new LinkedHashMap<>();
        Map<String, Problems> byFile = new LinkedHashMap<>();
        Map<String, Place> installs = new HashMap<>();
        MainFile forServers = mainUsed.orElseGet(() -> empty(namespaces));
        ConfigFiles.Listing folder = files.serverFolder();
        if (LostFolder.isLost(folder, before.servers().keySet())) {
            problems.add(LostFolder.problem(files.shown(folder.folder()), folder, "servers"));
            used.addAll(before.used());
            before.servers().forEach((shown, config) -> {
                byFile.put(shown, new Problems(shown));
                servers.put(shown, config);
                Optional.ofNullable(before.views().get(shown)).ifPresent(view -> views.put(shown, view));
            });
        }
        for (Path file : folder.files()) {
            Problems own = new Problems(files.shown(file));
            byFile.put(own.file(), own);
            Optional<Checked> checked = SourceText.read(file, own)
                    .map(text -> Checked.of(text, own, Optional.of(interpolation), schemas.server()));
            checked.ifPresent(each -> note(each, views, secrets));
            checked.flatMap(Checked::tree)
                    .map(tree -> tree.entries().get("install"))
                    .ifPresent(entry -> installs.put(own.file(), entry.key()));
            ServerConfig former = before.servers().get(own.file());
            checked.flatMap(each -> ServerFile.of(file, each, namespaces, schemas, forServers))
                    .or(() -> Optional.ofNullable(former))
                    .ifPresent(config -> servers.put(own.file(), config));
        }
        new AcrossServers(before, profiles.all()).check(servers, byFile, installs);
        byFile.forEach((shown, own) -> problems.addAll(own.list(id(servers, before, shown))));
        return new Loaded(
                mainUsed,
                Map.copyOf(servers),
                profiles.home(),
                profiles.all(),
                List.copyOf(problems),
                Map.copyOf(views),
                Set.copyOf(used),
                List.copyOf(secrets));
    }

    private static Optional<String> id(Map<String, ServerConfig> servers, Loaded before, String shown) {
        ServerConfig config = servers.getOrDefault(shown, before.servers().get(shown));
        return Optional.ofNullable(config).map(ServerConfig::id);
    }

    /** Without the file everything has its default. */
    private Optional<String> mainText(Problems problems) {
        return Files.exists(files.main()) ? SourceText.read(files.main(), problems) : Optional.of("");
    }

    private MainFile empty(Namespaces namespaces) {
        Problems none = new Problems(MainFile.SHOWN);
        return MainFile.of(Checked.of("", none, Optional.empty(), schemas.main()), namespaces, schemas)
                .orElseThrow();
    }

    private static void note(Checked checked, Map<String, String> views, List<String> secrets) {
        views.put(checked.problems().file(), checked.masked());
        secrets.addAll(checked.secrets());
    }
}
