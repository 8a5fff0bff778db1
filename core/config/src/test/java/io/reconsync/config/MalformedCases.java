// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Installations that are wrong in one way each: by name, the bytes of one file. */
final class MalformedCases {
    private static final String HEAD = "server_id: a\ngame: foo\ninstall: /tmp\n";

    private MalformedCases() {}

    /** A file below home with its content. */
    record Bad(String file, byte[] content) {}

    static Map<String, Bad> all() {
        Map<String, Bad> cases = new LinkedHashMap<>();
        server(cases, "alias bomb", HEAD + bomb());
        server(cases, "deep nesting", HEAD + "x: " + "[".repeat(5000) + "]".repeat(5000));
        server(cases, "many aliases", HEAD + "a: &a [1]\nb: [" + "*a, ".repeat(100) + "*a]\n");
        server(cases, "recursive alias", HEAD + "foo: &f [*f]\n");
        server(cases, "10 MB", "# " + "x".repeat(10 << 20) + "\n" + HEAD);
        server(cases, "duplicate key", HEAD + "map: A\nmap: B\n");
        server(cases, "duplicate nested key", HEAD + "backup:\n  format: zip\n  format: zip\n");
        server(cases, "tab", "server_id: a\n\tgame: foo\n");
        server(cases, "tab below a key", HEAD + "backup:\n\tformat: zip\n");
        server(cases, "unquoted cron", HEAD + "backup:\n  schedule: */30 * * * *\n");
        server(cases, "cron of stars", HEAD + "backup: \n  schedule: * * * * *\n");
        server(cases, "impossible date", HEAD + "backup: {schedule: '0 0 30 2 *'}\n");
        server(cases, "six cron fields", HEAD + "backup: {schedule: '0 0 0 * * *'}\n");
        server(cases, "misspelt key", "server_id: a\ngame: foo\ninstal: /tmp\n");
        server(cases, "misspelt nested key", HEAD + "backup: {shedule: '0 4 * * *'}\n");
        server(cases, "camel case", "serverId: a\ngame: foo\ninstall: /tmp\n");
        server(cases, "missing key", "game: foo\ninstall: /tmp\n");
        server(cases, "empty file", "");
        server(cases, "a list", "- server_id: a\n");
        server(cases, "plain text", "hello\n");
        server(cases, "two documents", HEAD + "---\n" + HEAD);
        server(cases, "unclosed quote", HEAD + "map: \"TheIsland\nautostart: true\n");
        server(cases, "backslash in quotes", HEAD + "map: \"C:\\servers\"\n");
        server(cases, "colon in value", HEAD + "map: The: Island\n");
        server(cases, "wrong indentation", HEAD + "backup:\n  format: zip\n stage: true\n");
        server(cases, "type tag", HEAD + "map: !!java.net.URL [http://127.0.0.1/]\n");
        server(cases, "yes for text", HEAD + "map: yes\n");
        server(cases, "number for text", "server_id: 42\ngame: foo\ninstall: /tmp\n");
        server(cases, "text for number", HEAD + "query: {port: many}\n");
        server(cases, "port too large", HEAD + "query: {port: 70000}\n");
        server(cases, "password as number", HEAD + "console: {password: 12345678}\n");
        server(cases, "unknown zone", HEAD + "timezone: Europe/Berln\n");
        server(cases, "unknown destination", HEAD + "backup: {destinations: [locl]}\n");
        server(cases, "relative install", "server_id: a\ngame: foo\ninstall: servers/a\n");
        server(cases, "path that leaves", HEAD + "backup: {path: ../etc}\n");
        server(cases, "two owners", HEAD + "control: {docker: a, systemd: a.service}\n");
        server(cases, "unset variable", HEAD + "console: {password: '${env:NOT_SET}'}\n");
        server(cases, "absent secret", HEAD + "console: {password: '${file:secrets/none}'}\n");
        server(cases, "secret outside", HEAD + "console: {password: '${file:../../etc/passwd}'}\n");
        server(cases, "unknown place", HEAD + "map: '${HOME}'\n");
        server(cases, "absent plugin", HEAD + "ark: {cluster_dir: /srv}\n");
        server(cases, "same id", HEAD.replace("foo", "foo"), "conf/servers/b.yaml");
        cases.put("UTF-16", new Bad("conf/servers/a.yaml", HEAD.getBytes(StandardCharsets.UTF_16)));
        cases.put(
                "Latin-1",
                new Bad("conf/servers/a.yaml", (HEAD + "map: Grün\n").getBytes(Charset.forName("ISO-8859-1"))));
        server(cases, "NUL", HEAD + "map: a\0b\n");
        file(cases, "bad main file", "conf/reconsync.yaml", "destinations: {local: {type: local}}\n");
        file(cases, "unknown main key", "conf/reconsync.yaml", "nmae: host\n");
        file(cases, "secret in a bad place", "conf/reconsync.yaml", "discord: {token: [hunter22]}\n");
        file(cases, "bad .env", ".env", "this is no variable\n");
        file(
                cases,
                "bad pattern",
                "games/foo.yaml",
                "game: foo\nprocess: {names: [foo], ready: '(a'}\nfiles: {roots: [w]}\n");
        file(cases, "save stays off", "games/foo.yaml", """
                game: foo
                process: {names: [foo]}
                files: {roots: [w]}
                save: {before: [{console: save-off}]}
                """);
        file(cases, "root outside", "games/foo.yaml", "game: foo\nprocess: {names: [foo]}\nfiles: {roots: [../w]}\n");
        file(cases, "pattern without a name", "games/foo.yaml", """
                game: foo
                process: {names: [foo]}
                files: {roots: [w]}
                events: [{line: 'joined', event: player-joined}]
                """);
        return cases;
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [");
            text.append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        return text.toString();
    }

    private static void server(Map<String, Bad> into, String name, String text) {
        server(into, name, text, "conf/servers/a.yaml");
    }

    private static void server(Map<String, Bad> into, String name, String text, String file) {
        file(into, name, file, text);
    }

    private static void file(Map<String, Bad> into, String name, String file, String text) {
        into.put(name, new Bad(file, text.getBytes(StandardCharsets.UTF_8)));
    }
}
