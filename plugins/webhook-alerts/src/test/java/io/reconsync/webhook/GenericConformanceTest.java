// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.webhook;

import io.reconsync.api.Settings;
import io.reconsync.api.alert.Notifier;
import io.reconsync.api.game.Endpoint;
import io.reconsync.testkit.conformance.NotifierConformance;
import io.reconsync.testkit.fake.FakeContext;
import io.reconsync.testkit.fake.FakeSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class GenericConformanceTest extends NotifierConformance {
    private final HookServer server = new HookServer();
    private final FakeContext context = new FakeContext("webhook-alerts", Path.of("unused"));

    @AfterEach
    void stop() {
        server.close();
        context.close();
    }

    @Override
    protected Notifier notifier() {
        return new GenericWebhook(context);
    }

    @Override
    protected Settings route(Endpoint receiver) {
        return FakeSettings.of(Map.of("type", "generic-webhook", "url", "http://" + receiver + "/hook/s3cret-token"));
    }

    @Override
    protected Endpoint receiver() {
        return server.endpoint();
    }

    @Override
    protected int received() {
        return server.got.size();
    }
}
