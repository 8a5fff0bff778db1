// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.link.bot;

import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import java.util.regex.Pattern;

/**
 * A command that an agent's plugin offers, as the agent announced it.
 *
 * @param namespace first word
 * @param plugin who offers it
 * @param version of that plugin
 * @param descriptor the data
 */
public record Offer(String namespace, String plugin, String version, CommandDescriptor descriptor) {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern NAME = Pattern.compile("([a-z0-9][a-z0-9-]{0,31}( [a-z0-9][a-z0-9-]{0,31}){0,3})?");
    private static final int LINE = 100;
    private static final int OPTIONS = 25;

    /** As typed. */
    String name() {
        return (namespace + " " + descriptor.name()).strip();
    }

    /** Whether it is what a command may be; everything in it came from outside. */
    boolean isSound() {
        return WORD.matcher(namespace).matches()
                && WORD.matcher(plugin).matches()
                && isLine(version)
                && NAME.matcher(descriptor.name()).matches()
                && isLine(descriptor.summary())
                && isLine(descriptor.example())
                && descriptor.options().size() <= OPTIONS
                && descriptor.options().stream().allMatch(Offer::isSound);
    }

    private static boolean isSound(CommandOption option) {
        return WORD.matcher(option.name()).matches()
                && isLine(option.summary())
                && option.choices().size() <= OPTIONS
                && option.choices().stream().allMatch(Offer::isLine)
                && option.completion().stream().allMatch(Offer::isLine);
    }

    private static boolean isLine(String text) {
        return text.length() <= LINE
                && text.chars().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }
}
