// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ordinary user as whom the product runs: whoever runs the tests, or, when that is root, somebody without rights,
 * since a root that ignores file modes proves nothing about them.
 *
 * @param prefix arguments that give up the rights; empty for who is ordinary already
 * @param name of the user, empty for the present one
 */
record Ordinary(List<String> prefix, String name) {
    private static final List<String> CANDIDATES = List.of("reconsync-ci", "nobody");

    static Ordinary user() throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            return new Ordinary(List.of(), "");
        }
        Path tool = List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv")).stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The tests run as root and there is no setpriv. Run them as an ordinary user."));
        for (String name : CANDIDATES) {
            Optional<String> uid = id("-u", name);
            Optional<String> gid = id("-g", name);
            if (uid.isPresent() && gid.isPresent()) {
                return new Ordinary(
                        List.of(tool.toString(), "--reuid", uid.get(), "--regid", gid.get(), "--clear-groups"),
                        name + ":" + gid.get());
            }
        }
        throw new IllegalStateException("The tests run as root and none of the users " + CANDIDATES
                + " exists. Run them as an ordinary user, or make one of these.");
    }

    private static Optional<String> id(String option, String name) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("id", option, name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
        return process.waitFor() == 0 ? Optional.of(text.strip()) : Optional.empty();
    }

    /** The argument list with the rights given up first. */
    List<String> command(List<String> arguments) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(arguments);
        return all;
    }

    /** Makes the user the owner of a file or folder. */
    void give(Path path) throws IOException, InterruptedException {
        if (!name.isEmpty()) {
            int exit = new ProcessBuilder("chown", name, path.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("chown " + name + " " + path + " ended with " + exit);
            }
        }
    }
}
