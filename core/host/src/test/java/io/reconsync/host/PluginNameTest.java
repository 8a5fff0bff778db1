// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.contract.host.PluginName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginNameTest {
    @ParameterizedTest
    @CsvSource({
        "io.reconsync.ark, ark",
        "io.reconsync.webhook-alerts, webhook-alerts",
        "io.reconsync.core-backup, core",
        "io.reconsync.protocols, core",
        "io.reconsync.bot-discord, core",
        "com.example.foo, foo",
        "com.example.core-foo, core-foo",
        "foo, foo",
        "io.reconsync.games.foo, foo"
    })
    void isTheLastPart(String symbolicName, String name) {
        assertEquals(name, PluginName.of(symbolicName));
    }
}
