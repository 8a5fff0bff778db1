// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.gates;

import java.io.IOException;
import java.util.List;

/** One rule of the house, checked over the whole tree. */
interface Gate {
    /** The name that findings, canaries and the allow-list use. */
    String name();

    List<Finding> check(Tree tree) throws IOException;
}
