// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks as somebody uses them who has nothing but the address. */
class WebhookTest {
    private DiscordSimulator discord;
    private Wire anybody;
    private String hook;
    private String id;

    @BeforeEach
    void start() throws Exception {
        discord = DiscordSimulator.start(Options.standard());
        anybody = new Wire(discord.rest(), "");
        JsonNode made = discord.control("POST", "/webhook", "{'channel':'alerts','name':'agent'}");
        id = made.path("id").asText();
        hook = "webhooks/" + id + "/" + made.path("token").asText();
        assertEquals(discord.rest() + hook, made.path("local_url").asText());
    }

    @AfterEach
    void stop() {
        JsonNode violations = discord.control("GET", "/violations", "");
        discord.close();
        assertEquals(0, violations.size(), violations::toPrettyString);
    }

    @Test
    void aMessageIsWrittenAndChanged() throws Exception {
        Wire.Reply sent = anybody.send("POST", hook + "?wait=true", "{'content':'firing','username':'node 1'}");
        assertEquals(200, sent.status());
        String message = sent.body().path("id").asText();
        assertEquals("node 1", sent.body().path("author").path("username").asText());
        assertEquals(
                200,
                anybody.send("PATCH", hook + "/messages/" + message, "{'content':'resolved'}")
                        .status());
        JsonNode view =
                discord.control("GET", "/messages", "{'channel':'alerts'}").get(0);
        assertEquals("resolved", view.path("content").asText());
        assertEquals(1, view.path("edits").asInt());
        assertEquals(
                204, anybody.send("DELETE", hook + "/messages/" + message, "").status());
        assertEquals(
                10008,
                anybody.send("PATCH", hook + "/messages/" + message, "{'content':'x'}")
                        .code());
    }

    @Test
    void withoutWaitThereIsNothingToRead() throws Exception {
        assertEquals(204, anybody.send("POST", hook, "{'content':'a'}").status());
    }

    @Test
    void wrongAddressesHaveTheirCodes() throws Exception {
        assertEquals(
                10015,
                anybody.send("POST", "webhooks/1/none", "{'content':'a'}").code());
        assertEquals(
                50027,
                anybody.send("POST", "webhooks/" + id + "/none", "{'content':'a'}")
                        .code());
        discord.control("DELETE", "/webhook", "{'id':'" + id + "'}");
        assertEquals(10015, anybody.send("POST", hook, "{'content':'a'}").code());
    }

    @Test
    void aPersonsWebhookHasNoButtonsThatSomebodyMustAnswer() throws Exception {
        String row = "{'content':'a','components':[{'type':1,'components':[%s]}]}";
        String button = row.formatted("{'type':2,'style':1,'label':'b','custom_id':'c'}");
        String link = row.formatted("{'type':2,'style':5,'label':'b','url':'https://example.org'}");
        assertEquals(
                0,
                anybody.send("POST", hook + "?wait=true", button)
                        .body()
                        .path("components")
                        .size());
        assertEquals(
                50035,
                anybody.send("POST", hook + "?wait=true&with_components=true", button)
                        .code());
        Wire.Reply linked = anybody.send("POST", hook + "?wait=true&with_components=true", link);
        assertEquals(1, linked.body().path("components").size());
    }

    @Test
    void filesComeBackAsTheyWereSent() throws Exception {
        String body = "--xx\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n"
                + "Content-Type: application/json\r\n\r\n"
                + "{\"content\":\"log\",\"attachments\":[{\"id\":\"0\",\"description\":\"the log\"}]}\r\n"
                + "--xx\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"ä b.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\nline 1\r\n--\r\nline 2\r\n--xx--\r\n";
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(discord.rest().resolve(hook + "?wait=true"))
                .header("Content-Type", "multipart/form-data; boundary=xx")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
        JsonNode file = discord.control("GET", "/messages", "{'channel':'alerts'}")
                .get(0)
                .path("attachments")
                .get(0);
        assertEquals("ä b.txt", file.path("filename").asText());
        assertEquals("the log", file.path("description").asText());
        HttpRequest fetch =
                HttpRequest.newBuilder(URI.create(file.path("url").asText())).build();
        assertEquals(
                "line 1\r\n--\r\nline 2",
                client.send(fetch, BodyHandlers.ofString()).body());
    }

    @Test
    void theBotMakesFifteenAndNotOneMore() throws Exception {
        Wire bot = new Wire(discord);
        for (int i = 0; i < 14; i++) {
            assertEquals(
                    200,
                    bot.send("POST", "channels/200000000000000022/webhooks", "{'name':'h'}")
                            .status());
        }
        assertEquals(
                30007,
                bot.send("POST", "channels/200000000000000022/webhooks", "{'name':'h'}")
                        .code());
        assertEquals(
                50035,
                bot.send("POST", "channels/200000000000000023/webhooks", "{'name':'my discord'}")
                        .code());
        assertTrue(bot.send("GET", "channels/200000000000000022/webhooks", "")
                        .body()
                        .size()
                == 15);
    }
}
