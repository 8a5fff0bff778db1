// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Delivery;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.runtime.Severity;
import io.reconsync.testkit.fake.FakeContext;
import io.reconsync.testkit.fake.FakeSettings;
import io.reconsync.webhook.HookServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest {
    private final HookServer server = new HookServer();
    private final FakeContext context = new FakeContext("webhook-alerts", Path.of("unused"));
    private final DiscordWebhook discord = new DiscordWebhook(context);

    @AfterEach
    void stop() {
        server.close();
        context.close();
    }

    private static Incident incident(String title, String text, Optional<String> reference) {
        return new Incident(
                "0190a000-0000-7000-8000-000000000001",
                "health/ark",
                Severity.CRITICAL,
                Optional.of("ark"),
                title,
                text,
                Instant.parse("2026-11-21T12:00:00Z"),
                Optional.empty(),
                reference);
    }

    private Delivery deliver(Change change, Optional<String> reference) {
        return deliver(change, incident("ark has crashed", "It ended.", reference));
    }

    private Delivery deliver(Change change, Incident incident) {
        Map<String, Object> route = Map.of("type", "webhook", "url", url());
        return discord.deliver(incident, change, FakeSettings.of(route), Deadline.after(Duration.ofSeconds(10)));
    }

    private String url() {
        return "http://" + server.endpoint() + "/api/webhooks/1/s3cret?thread_id=7";
    }

    @Test
    void theMessageIsPostedAndThenEdited() {
        Delivery first = deliver(Change.FIRED, Optional.empty());
        assertEquals(Optional.of("991"), first.reference());
        assertEquals(
                "/api/webhooks/1/s3cret?thread_id=7&wait=true",
                server.got.get(0).path());
        assertTrue(server.got.get(0).body().contains("\"allowed_mentions\":{\"parse\":[]}"));
        assertEquals(
                first.reference(), deliver(Change.RESOLVED, first.reference()).reference());
        assertEquals("PATCH", server.got.get(1).method());
        assertEquals(
                "/api/webhooks/1/s3cret/messages/991?thread_id=7",
                server.got.get(1).path());
        assertTrue(server.got.get(1).body().contains("\"title\":\"Over: ark has crashed\""));
    }

    @Test
    void aDeletedMessageIsPostedAgain() {
        server.answers.add(new Answer(404, "{\"code\":10008}"));
        assertEquals(
                Optional.of("992"), deliver(Change.UPDATED, Optional.of("5")).reference());
        assertEquals("POST", server.got.get(1).method());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | {\"message\":\"slow\",\"retry_after\":1.25} | webhook-limited | 1250",
                "429 | <html>                                | webhook-limited | 5000",
                "503 | ''                                    | webhook-trouble | 5000",
                "404 | {\"code\":10015}                      | webhook-gone    | -1",
                "401 | {\"code\":50027}                      | webhook-refused | -1",
                "400 | {\"embeds\":[\"0\"]}                  | webhook-refused | -1",
                "302 | ''                                    | webhook-refused | -1",
            })
    void refusalsSayWhetherToTryAgain(int status, String body, String code, long retryMillis) {
        server.answers.add(new Answer(status, body));
        ReconException refused = assertThrows(ReconException.class, () -> deliver(Change.FIRED, Optional.empty()));
        assertEquals(code, refused.code());
        assertEquals(retryMillis, refused.retryAfter().map(Duration::toMillis).orElse(-1L));
        assertFalse(refused.sentence().contains("s3cret"), refused.sentence());
    }

    @Test
    void longAndHostileTextsFit() {
        deliver(
                Change.FIRED,
                incident(
                        "\uD83D\uDE00".repeat(300),
                        "@everyone <@1> [x](http://evil) " + "*".repeat(9000),
                        Optional.empty()));
        String body = server.got.get(0).body();
        String title = TopKeyTest.embed(body, "title");
        String description = TopKeyTest.embed(body, "description");
        assertTrue(title.length() <= 256 * 6, () -> title.length() + "");
        assertTrue(description.length() <= 4096 * 2 + 20, () -> description.length() + "");
        assertFalse(description.contains("http://evil"));
        assertFalse(title.endsWith("\\ud83d"), title);
        assertEquals(256, DiscordMessage.cut("x".repeat(300), 256).length());
    }

    @Test
    void aWrongAddressIsNotShown() {
        FakeSettings route = FakeSettings.of(Map.of("type", "webhook", "url", "htp:/s3cret with spaces"));
        ReconException refused = assertThrows(
                ReconException.class,
                () -> discord.deliver(
                        incident("a", "b", Optional.empty()),
                        Change.TEST,
                        route,
                        Deadline.after(Duration.ofSeconds(5))));
        assertEquals("webhook-address", refused.code());
        assertFalse(refused.sentence().contains("s3cret"), refused.sentence());
    }

    @Test
    void theGenericOneSignsItsBody() {
        Map<String, Object> route = new HashMap<>(Map.of("type", "generic-webhook", "url", url()));
        route.put("signing_key", "a key of sixteen");
        route.put("token", "bearer token");
        new GenericWebhook(context)
                .deliver(
                        incident("a \"b\"", "c\nd", Optional.empty()),
                        Change.FIRED,
                        FakeSettings.of(route),
                        Deadline.after(Duration.ofSeconds(10)));
        HookServer.Got got = server.got.get(0);
        assertEquals(
                "{\"id\":\"0190a000-0000-7000-8000-000000000001\",\"key\":\"health/ark\",\"change\":\"fired\","
                        + "\"severity\":\"critical\",\"server\":\"ark\",\"title\":\"a \\\"b\\\"\",\"text\":\"c\\nd\","
                        + "\"began\":\"2026-11-21T12:00:00Z\",\"resolved\":null}",
                got.body());
        assertEquals("Bearer bearer token", got.authorization());
        assertEquals("sha256=".length() + 64, got.signature().length());
    }
}
