// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jda;

import java.time.Duration;
import net.dv8tion.jda.api.JDA;
import okhttp3.OkHttpClient;

/** Ends a session so that neither thread nor connection of it stays. */
record Farewell(JDA jda) {
    void within(Duration limit) {
        OkHttpClient client = jda.getHttpClient();
        jda.shutdown();
        boolean over = false;
        try {
            over = !limit.isZero() && jda.awaitShutdown(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!over) {
            jda.shutdownNow();
        }
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
