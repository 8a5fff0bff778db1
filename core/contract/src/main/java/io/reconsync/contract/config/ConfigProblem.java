// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.config;

import java.util.Optional;

/**
 * Something wrong in a file.
 *
 * @param severity {@code error}, {@code warning}
 * @param file below home, with {@code /}
 * @param line from 1; 0 when unknown
 * @param column from 1; 0 when unknown
 * @param key dotted; empty for the whole file
 * @param found what stands there, masked
 * @param allowed what may stand there
 * @param message one sentence
 * @param nextStep one sentence, with a suggestion for a misspelt key
 * @param server the server concerned
 */
public record ConfigProblem(
        String severity,
        String file,
        int line,
        int column,
        String key,
        String found,
        String allowed,
        String message,
        String nextStep,
        Optional<String> server) {
    /** {@code conf/servers/x.yaml:3:5}. */
    public String place() {
        return line > 0 ? file + ":" + line + ":" + column : file;
    }
}
