// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gates run after everything else; versions are fixed and stand in the parent pom only. */
final class PomGate implements Gate {
    private static final Pattern MOVING =
            Pattern.compile("<version>\\s*([^<]*(SNAPSHOT|LATEST|RELEASE)|[\\[(][^<]*)\\s*</version>");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("<version>\\s*(?!\\$\\{project\\.version})[^<]+</version>");

    @Override
    public String name() {
        return "pom";
    }

    @Override
    public List<Finding> check(Tree tree) throws IOException {
        List<Finding> found = new ArrayList<>();
        if (!tree.rooms().get(tree.rooms().size() - 1).path().equals("bench/gates")) {
            found.add(new Finding(
                    name(), "pom.xml", "bench/gates must be the last module, so that it sees all the others."));
        }
        moving(tree.root().resolve("pom.xml"), "pom.xml", found);
        for (Room room : tree.rooms()) {
            Path pom = room.folder().resolve("pom.xml");
            if (!Files.exists(pom)) {
                continue;
            }
            String place = room.path() + "/pom.xml";
            moving(pom, place, found);
            Matcher dependency = DEPENDENCY.matcher(Files.readString(pom));
            while (dependency.find()) {
                if (VERSION.matcher(dependency.group()).find()) {
                    found.add(new Finding(
                            name(),
                            place,
                            "A dependency with its own version; versions stand in the parent's"
                                    + " dependencyManagement: "
                                    + dependency.group().replaceAll("\\s+", "")));
                }
            }
        }
        return found;
    }

    private void moving(Path pom, String place, List<Finding> found) throws IOException {
        Matcher moving = MOVING.matcher(Files.readString(pom));
        while (moving.find()) {
            found.add(new Finding(name(), place, "The version " + moving.group(1) + " moves; name a released one."));
        }
    }
}
