// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Discord as a process of its own, and what its members do. */
final class Discord implements AutoCloseable {
    static final String GUILD = "200000000000000001";

    private static final String ALERTS = "200000000000000022";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WAIT = "timeout_ms=" + Until.GENEROUS.toMillis();

    private final Process process;
    private final JsonNode addresses;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Discord(Process process, JsonNode addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    static Discord start(Path folder) throws IOException, InterruptedException {
        Path jar = Installation.ROOT.resolve("bot/simulator/target/discord-simulator-process.jar");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString())
                .redirectError(folder.resolve("discord.log").toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return out.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            return new Discord(process, JSON.readTree(line.get(Until.GENEROUS.toSeconds(), TimeUnit.SECONDS)));
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("the simulator did not start", e);
        }
    }

    /** Writes the section for this Discord. */
    void configure(Installation product) throws IOException {
        Files.writeString(product.home.resolve("secrets/discord"), token() + "\n");
        Files.writeString(product.home.resolve("conf/reconsync.yaml"), "name: journey\n" + section());
    }

    String token() {
        return text("token");
    }

    /** The section, with the token in {@code secrets/discord}: alice is an admin by her role, olivia an owner, everybody else a user. */
    String section() {
        return "discord:\n  token: \"${file:secrets/discord}\"\n  api: \"" + text("rest")
                + "\"\n  gateway: \"" + text("gateway") + "\"\n  guilds:\n    \"" + GUILD
                + "\":\n      servers: [\"*\"]\n      tiers: {owner: {users: [\"110000000000000001\"]},"
                + " admin: {roles: [\"200000000000000011\"]}, user: everyone}\n      channels: {alerts:"
                + " \"" + ALERTS + "\", status: \"200000000000000023\", audit: \"200000000000000024\"}\n";
    }

    private String text(String key) {
        return addresses.path(key).asText();
    }

    JsonNode get(String path) {
        return call("GET", path, Optional.empty());
    }

    JsonNode post(String path, Object body) {
        return call("POST", path, Optional.of(body));
    }

    /** Discord is well again. */
    void heal() {
        call("DELETE", "/faults", Optional.empty());
    }

    /** What happens to messages that somebody posts, again and again. */
    void ail(String kind, Map<String, ?> details) {
        post(
                "/fault",
                JSON.createObjectNode()
                        .put("method", "POST")
                        .put("route", "/channels/{channel_id}/messages")
                        .put("kind", kind)
                        .put("times", 1000)
                        .setAll((ObjectNode) JSON.valueToTree(details)));
    }

    private JsonNode call(String method, String path, Optional<Object> body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(text("control") + path))
                    .timeout(Until.GENEROUS.plus(Duration.ofSeconds(30)))
                    .method(
                            method,
                            body.isPresent()
                                    ? HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body.get()))
                                    : HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() != 200) {
                throw new AssertionError(method + " " + path + " " + body + ": " + reply.statusCode() + reply.body());
            }
            return JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits until a command is registered. */
    JsonNode command(String name) {
        return get("/commands?name=" + name + "&" + WAIT);
    }

    /** Types a command and waits for the answer. */
    JsonNode slash(String user, String command, Map<String, ?> options) {
        return post("/slash", waiting(user).put("command", command).set("options", JSON.valueToTree(options)));
    }

    JsonNode click(String user, JsonNode message, String label) {
        return post(
                "/click",
                waiting(user).put("message", message.path("id").asText()).put("label", label));
    }

    /** The same button by another user, whose client would not even show it. */
    JsonNode forge(String user, JsonNode message, String label) {
        return post(
                "/click",
                waiting(user)
                        .put("message", message.path("id").asText())
                        .put("label", label)
                        .put("forged", true));
    }

    /** Fills in the form that an interaction was answered with. */
    JsonNode fill(String user, JsonNode interaction, String field, String value) {
        return post(
                "/modal",
                waiting(user)
                        .put("interaction", interaction.path("id").asText())
                        .set("fields", JSON.createObjectNode().put(field, value)));
    }

    /** Does what a question asks for; with players on also types the name, unless the click is refused. */
    JsonNode confirm(String user, JsonNode question, String name) {
        boolean typing = question.path("components").toString().contains("Do it\u2026");
        JsonNode clicked = click(user, question, typing ? "Do it\u2026" : "Do it");
        return clicked.path("modal").isObject() ? fill(user, clicked, "name", name) : clicked;
    }

    private static ObjectNode waiting(String user) {
        return JSON.createObjectNode()
                .put("user", user)
                .put("wait", "answered")
                .put("timeout_ms", Until.GENEROUS.toMillis());
    }

    /** What an interaction shows, once it begins like this. */
    String shows(JsonNode interaction, String beginning) throws InterruptedException {
        String id = interaction.path("id").asText();
        return Until.present(
                "an answer that begins with " + beginning,
                () -> get("/interaction?id=" + id).toString(),
                () -> Optional.of(content(get("/interaction?id=" + id))).filter(text -> text.startsWith(beginning)));
    }

    static String content(JsonNode interaction) {
        return interaction.path("message").path("content").asText();
    }

    /** Waits until a channel has a message with this text. */
    void says(String channel, String text) throws InterruptedException {
        Until.holds(
                text + " in " + channel,
                () -> channel(channel),
                () -> channel(channel).contains(text));
    }

    /** Waits until a message for the alerts has been refused. */
    void refused(int status) throws InterruptedException {
        String path = "/requests?status=" + status;
        Until.holds(
                "an alert's " + status,
                () -> get("/requests").toString(),
                () -> get(path).toString().contains("/channels/" + ALERTS + "/messages"));
    }

    /** The contents of a channel's messages. */
    String channel(String name) {
        StringBuilder all = new StringBuilder();
        get("/messages?channel=" + name)
                .forEach(message -> all.append(message.path("content").asText())
                        .append(message.path("embeds").toString())
                        .append('\n'));
        return all.toString();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
