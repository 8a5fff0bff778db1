// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.api.game.GameProfile;
import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.config.yaml.SourceText;
import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.config.Configuration.ProfileEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads profiles: those of plugins, over which files in {@code games/} win. */
record ProfileLoader(ConfigFiles files, CoreSchemas schemas) {
    /** What came out. */
    record Result(Map<String, ProfileEntry> home, Map<String, ProfileEntry> all, List<ConfigProblem> problems) {}

    Result load(Loaded before, Documents documents) {
        List<ConfigProblem> found = new ArrayList<>();
        Map<String, ProfileEntry> all = new LinkedHashMap<>();
        for (Documents.Document document : documents.profiles()) {
            Problems problems = new Problems("plugin " + document.plugin() + ": games/" + document.name() + ".yaml");
            read(document.text(), problems)
                    .ifPresent(profile -> all.putIfAbsent(
                            profile.game(),
                            new ProfileEntry(profile, "plugin " + document.plugin(), Optional.empty())));
            found.addAll(problems.list());
        }
        Map<String, ProfileEntry> home = new LinkedHashMap<>();
        ConfigFiles.Listing folder = files.gameFolder();
        if (LostFolder.isLost(folder, before.homeProfiles().keySet())) {
            found.add(LostFolder.problem(files.shown(folder.folder()), folder, "games"));
            before.homeProfiles()
                    .forEach((shown, entry) -> enter(entry.profile(), shown, new Problems(shown), home, all));
        }
        for (Path file : folder.files()) {
            String shown = files.shown(file);
            Problems problems = new Problems(shown);
            Optional<GameProfile> profile = SourceText.read(file, problems).flatMap(text -> read(text, problems));
            ProfileEntry former = before.homeProfiles().get(shown);
            Optional<GameProfile> used =
                    profile.isPresent() ? profile : Optional.ofNullable(former).map(ProfileEntry::profile);
            used.ifPresent(each -> enter(each, shown, problems, home, all));
            found.addAll(problems.list());
        }
        return new Result(home, all, found);
    }

    private Optional<GameProfile> read(String text, Problems problems) {
        return ProfileFile.of(Checked.of(text, problems, Optional.empty(), schemas.game()));
    }

    private static void enter(
            GameProfile profile,
            String shown,
            Problems problems,
            Map<String, ProfileEntry> home,
            Map<String, ProfileEntry> all) {
        ProfileEntry other = all.get(profile.game());
        if (other != null && home.containsKey(other.origin())) {
            problems.error(
                    Place.WHOLE,
                    "game",
                    profile.game(),
                    "a game that no other file in games/ describes",
                    "The game " + profile.game() + " is described in " + other.origin() + " already.",
                    "Give one of the two another name in game:, or remove it.");
            return;
        }
        ProfileEntry entry =
                new ProfileEntry(profile, shown, Optional.ofNullable(other).map(ProfileEntry::origin));
        home.put(shown, entry);
        all.put(profile.game(), entry);
    }
}
