// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import java.util.List;

/**
 * Built-in commands that share their services. Each group is a component of its own, so that an assembly without, say,
 * servers simply has no server commands.
 */
public interface BuiltInGroup {
    /** Constant. */
    List<BuiltIn> commands();
}
