// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import java.util.List;
import java.util.Map;

/** Values to complete from. A component per room of services; quick, never blocks on a plugin. */
public interface FactSource {
    /** By source name. */
    Map<String, List<String>> facts();
}
