// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import io.reconsync.testkit.framework.JarBuilder;
import java.util.List;

/** Jars of a plugin with one command; each version has another class and another command. */
final class TrialPlugin {
    private static final String SOURCE = """
            package org.example.trial.COMMAND;

            import io.reconsync.api.Deadline;
            import io.reconsync.api.command.CommandDescriptor;
            import io.reconsync.api.command.CommandSet;
            import io.reconsync.api.command.Invocation;
            import io.reconsync.api.command.Reply;
            import io.reconsync.api.command.Tier;
            import java.util.List;

            public class Commands implements CommandSet {
                public Commands() { CONSTRUCTOR }
                public String namespace() { return "trial"; }
                public List<CommandDescriptor> commands() {
                    return List.of(new CommandDescriptor(
                            "COMMAND", "For the exam", List.of(), Tier.USER, false, false, "trial COMMAND"));
                }
                public Reply execute(Invocation call, Deadline deadline) { return Reply.text("COMMAND answers"); }
            }
            """;

    private TrialPlugin() {}

    static byte[] whole(String version, String command) {
        return jar(version, command, "", "[1.0,2)").bytes();
    }

    static byte[] throwing(String version) {
        return jar(version, "three", "if (true) throw new IllegalStateException(\"no luck\");", "[1.0,2)")
                .bytes();
    }

    static byte[] forAnotherApi(String version) {
        return jar(version, "three", "", "[1.9,2)").bytes();
    }

    static byte[] lacking(String version) {
        return jar(version, "three", "", "[1.0,2)")
                .imports("com.example.absent")
                .bytes();
    }

    private static JarBuilder jar(String version, String command, String constructor, String range) {
        String type = "org.example.trial." + command + ".Commands";
        return JarBuilder.plugin("org.example.trial", version)
                .imports(
                        "io.reconsync.api;version=\"" + range + "\"",
                        "io.reconsync.api.command;version=\"" + range + "\"")
                .source(type, SOURCE.replace("COMMAND", command).replace("CONSTRUCTOR", constructor))
                .component(type, List.of("io.reconsync.api.command.CommandSet"), false);
    }
}
