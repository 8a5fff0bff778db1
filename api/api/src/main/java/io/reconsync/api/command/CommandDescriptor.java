// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api.command;

import java.util.List;

/**
 * A command as data.
 *
 * @param name words below the namespace, lower case, joined by a space: {@code wild-dinos destroy}; empty for the
 *     namespace itself
 * @param summary one line, at most 100 characters
 * @param options in order; positional ones first
 * @param tier who may
 * @param changes whether it changes something; then it runs as a job
 * @param confirm whether a person has to confirm
 * @param example one complete line as typed into the shell
 */
public record CommandDescriptor(
        String name,
        String summary,
        List<CommandOption> options,
        Tier tier,
        boolean changes,
        boolean confirm,
        String example) {
    public CommandDescriptor {
        options = List.copyOf(options);
    }
}
