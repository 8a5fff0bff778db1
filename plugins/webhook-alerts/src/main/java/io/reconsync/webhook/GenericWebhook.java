// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.webhook;

import io.reconsync.api.Deadline;
import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import io.reconsync.api.alert.Change;
import io.reconsync.api.alert.Delivery;
import io.reconsync.api.alert.Incident;
import io.reconsync.api.alert.Notifier;
import io.reconsync.api.runtime.PluginContext;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * JSON to any address: {@code id key change severity server title text began resolved}. With {@code signing_key} the
 * header {@code X-ReconSync-Signature} is {@code sha256=} and the HMAC-SHA256 of the body in hexadecimal.
 */
@Component(service = Notifier.class)
public final class GenericWebhook implements Notifier {
    private final PluginContext context;

    /** With the network of the bundle. */
    @Activate
    public GenericWebhook(@Reference PluginContext context) {
        this.context = context;
    }

    @Override
    public String type() {
        return "generic-webhook";
    }

    @Override
    public Delivery deliver(Incident incident, Change change, Settings route, Deadline deadline) {
        Receiver receiver = Receiver.of(context.network(), route);
        String word = change.name().toLowerCase(Locale.ROOT);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", incident.id());
        body.put("key", incident.key());
        body.put("change", word);
        body.put("severity", incident.severity().name().toLowerCase(Locale.ROOT));
        body.put("server", incident.server().orElse(null));
        body.put("title", incident.title());
        body.put("text", incident.text());
        body.put("began", incident.began().toString());
        body.put("resolved", incident.resolved().map(Instant::toString).orElse(null));
        String json = JsonText.of(body);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "ReconSync (webhook-alerts)");
        route.secret("token").ifPresent(token -> headers.put("Authorization", "Bearer " + token.reveal()));
        route.secret("signing_key").ifPresent(key -> headers.put("X-ReconSync-Signature", "sha256=" + sign(key, json)));
        if (receiver.send("POST", receiver.base(), headers, json, deadline).status() == 404) {
            throw receiver.gone();
        }
        return new Delivery(Optional.empty());
    }

    private static String sign(Secret key, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256.", e);
        }
    }
}
