// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.runtime;

/**
 * Values of {@code osgi.condition.id}: services of type {@code org.osgi.service.condition.Condition} that say how far the
 * start is. A component waits with {@code @SatisfyingConditionTarget}. Most rooms need none: a reference to the service
 * they use is enough.
 */
public final class Conditions {
    /** The plugins of the start are up, refused or given up. */
    public static final String PLUGINS = "reconsync.plugins";

    private Conditions() {}
}
