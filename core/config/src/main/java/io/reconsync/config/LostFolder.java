// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.config;

import io.reconsync.config.yaml.Place;
import io.reconsync.config.yaml.Problems;
import io.reconsync.contract.config.ConfigProblem;
import java.util.Set;

/** A folder that cannot be read says nothing about its files: what was read from it before stays in force. */
final class LostFolder {
    private LostFolder() {}

    /** Whether files are to be kept: a folder that never was is none that was lost. */
    static boolean isLost(ConfigFiles.Listing folder, Set<String> known) {
        return folder.fault().isPresent() && !(folder.isMissing() && known.isEmpty());
    }

    static ConfigProblem problem(String shown, ConfigFiles.Listing folder, String what) {
        Problems problems = new Problems(shown);
        problems.error(
                Place.WHOLE,
                "",
                "The folder " + folder.folder() + " cannot be read ("
                        + folder.fault().orElseThrow() + "), so the " + what + " known from it are kept as they were.",
                "Bring the folder back or give ReconSync the right to read it; to remove " + what
                        + ", delete their files in it.");
        return problems.list().get(0);
    }
}
