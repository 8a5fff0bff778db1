// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.json.JacksonJson;
import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.contract.backup.UsedFolders;
import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.config.OfflineCheck;
import io.reconsync.contract.runtime.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All that can be said about an installation without starting it: files, secrets, locale, rights. */
public final class InstallationCheck implements OfflineCheck {
    private final Map<String, String> environment;
    private final String fileNameEncoding;

    /** For this process's environment. */
    public InstallationCheck() {
        this(System.getenv(), System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    InstallationCheck(Map<String, String> environment, String fileNameEncoding) {
        this.environment = environment;
        this.fileNameEncoding = fileNameEncoding;
    }

    @Override
    public List<ConfigProblem> check(Home home) {
        return check(home, home);
    }

    @Override
    public List<ConfigProblem> check(Home home, Home program) {
        Path plugins = Files.exists(home.plugins()) ? home.plugins() : program.plugins();
        Documents documents = new JarDocuments(plugins).read();
        if (!Files.exists(home.games())) {
            documents = documents.with(new ConfigFiles(program).games());
        }
        Loaded loaded = new Loader(home, environment, new JacksonJson()).load(Loaded.NOTHING, documents);
        List<ConfigProblem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(home(home));
        problems.addAll(locale());
        loaded.main().ifPresent(main -> problems.addAll(destinations(home, main)));
        loaded.servers().forEach((file, server) -> {
            Problems own = new Problems(file);
            new RightsCheck(server, Optional.ofNullable(loaded.profiles().get(server.game())), own).check();
            problems.addAll(own.list(Optional.of(server.id())));
        });
        return List.copyOf(problems);
    }

    /** What a start would stumble over: the home itself and the folders that it writes. */
    private static List<ConfigProblem> home(Home home) {
        Problems problems = new Problems("home");
        if (!Files.isDirectory(home.root())) {
            problems.error(
                    Place.WHOLE,
                    "",
                    "There is no folder " + home.root() + ".",
                    "Give the folder of an installation with --home, or make it.");
            return problems.list();
        }
        for (Path folder : List.of(home.data(), home.run(), home.cache(), home.logs())) {
            Path existing = Files.exists(folder) ? folder : home.root();
            if (!Files.isWritable(existing)) {
                problems.error(
                        Place.WHOLE,
                        folder.getFileName().toString(),
                        "The user " + System.getProperty("user.name") + " has no right to write " + existing + ".",
                        "Run ReconSync as the owner of that folder, or: chown -R " + System.getProperty("user.name")
                                + " '" + existing + "'");
            }
        }
        return problems.list();
    }

    /** Folders that have held backups and are not there. */
    private static List<ConfigProblem> destinations(Home home, MainFile main) {
        Problems problems = new Problems("destinations");
        UsedFolders used = new UsedFolders(home.data());
        main.destinations().forEach((name, settings) -> {
            if (settings.text("type").equals(Optional.of("local"))) {
                Path folder = home.root()
                        .resolve(settings.text("path").orElse("data/backups"))
                        .toAbsolutePath()
                        .normalize();
                if (used.lost(folder)) {
                    problems.error(Place.WHOLE, name, UsedFolders.happened(name, folder), UsedFolders.mend(folder));
                }
            }
        });
        return problems.list();
    }

    private List<ConfigProblem> locale() {
        Problems problems = new Problems("environment");
        if (!fileNameEncoding.toLowerCase(Locale.ROOT).replace("-", "").equals("utf8")) {
            problems.warning(
                    Place.WHOLE,
                    "LANG",
                    "The locale has no UTF-8 (" + fileNameEncoding + "), so names of files with other letters are shown"
                            + " with question marks; backups keep them right.",
                    "Start with LANG=C.UTF-8, for a service: Environment=LANG=C.UTF-8.");
        }
        return problems.list();
    }
}
