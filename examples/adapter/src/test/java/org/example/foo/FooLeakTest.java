// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.foo;

import io.reconsync.api.Deadline;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.testkit.conformance.LeakConformance;
import io.reconsync.testkit.fake.FakeServer;
import java.time.Duration;

/** The bundle in a real framework, twenty times in and out: no class loader and no thread may stay. */
class FooLeakTest extends LeakConformance {
    @Override
    protected String bundle() {
        return "org.example.foo"; // found on the class path, as target/classes
    }

    @Override
    protected void use(Object service) {
        if (service instanceof GameAdapter adapter) {
            FakeServer server = new FakeServer("foo-1", "foo", jar()).console(command -> "17 Ann 354s");
            adapter.players(server, Deadline.after(Duration.ofSeconds(5)));
        }
    }
}
