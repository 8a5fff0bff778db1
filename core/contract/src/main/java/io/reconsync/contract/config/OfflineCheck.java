// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.config;

import io.reconsync.contract.runtime.Home;
import java.util.List;

/**
 * {@code reconsync check}: looks at an installation without a framework. Found by {@link java.util.ServiceLoader} in a
 * class loader over {@code bundles/}; implemented by core/config, and by core/servers for rights and paths.
 */
public interface OfflineCheck {
    /** Everything that is wrong. Reads only, apart from probe files that it removes again. */
    List<ConfigProblem> check(Home home);

    /**
     * The same for a home that may not have been started yet: what a first start would put there is taken from the program.
     *
     * @param program the program's folders, laid out like a home
     */
    default List<ConfigProblem> check(Home home, Home program) {
        return check(home);
    }
}
