// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import io.reconsync.contract.runtime.Home;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.store.Database;
import java.time.Clock;

/** What every context of a plugin is made from. */
record Surroundings(
        Home home,
        SecretMasks masks,
        Database database,
        EventQueue events,
        Clock clock,
        CleanThreads threads,
        HttpExchange http) {}
