// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.webhook;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.Secret;
import io.reconsync.api.Settings;
import io.reconsync.api.runtime.HttpReply;
import io.reconsync.api.runtime.Network;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The other side of a webhook: what its replies mean. The address is a secret and never shown. */
record Receiver(Network network, String place, URI base) {
    private static final Duration SOON = Duration.ofSeconds(5);

    static Receiver of(Network network, Settings route) {
        Secret url = route.secret("url")
                .orElseThrow(() -> wrongAddress(route.place(), "The key url is missing at " + route.place() + "."));
        try {
            URI uri = URI.create(url.reveal().strip());
            boolean usable =
                    uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
            if (usable) {
                return new Receiver(network, route.place(), uri);
            }
        } catch (IllegalArgumentException e) {
            // Its message would show the address.
        }
        throw wrongAddress(route.place(), "The url of the route at " + route.place() + " is no web address.");
    }

    private static ReconException wrongAddress(String place, String message) {
        return new ReconException(
                "webhook-address",
                ErrorOwner.USER,
                message,
                "Write the whole address, from https:// on, at " + place + ".");
    }

    /** The address with a further path and query. */
    URI at(String path, String query) {
        String both = base.getRawQuery() == null
                ? query
                : query.isEmpty() ? base.getRawQuery() : base.getRawQuery() + "&" + query;
        String before = base.getScheme() + "://" + base.getRawAuthority()
                + base.getRawPath().replaceFirst("/+$", "");
        return URI.create(before + path + (both.isEmpty() ? "" : "?" + both));
    }

    /**
     * One exchange.
     *
     * @return the reply, of status 2xx or 404
     * @throws ReconException when it did not arrive; with a time to retry unless that makes no sense
     */
    HttpReply send(String method, URI to, Map<String, String> headers, String json, Deadline deadline) {
        HttpReply reply = network.http(method, to, headers, json.getBytes(StandardCharsets.UTF_8), deadline);
        int status = reply.status();
        if (status / 100 == 2 || status == 404) {
            return reply;
        }
        if (status == 429) {
            throw failed("webhook-limited", "asks to wait", "It will be tried again by itself.", wait(reply));
        }
        if (status >= 500 || status == 408) {
            throw failed(
                    "webhook-trouble", "answered with status " + status, "It will be tried again by itself.", SOON);
        }
        throw failed(
                "webhook-refused",
                "refused the message with status " + status,
                "Make a new webhook there, and set url.",
                null);
    }

    ReconException gone() {
        return failed(
                "webhook-gone", "does not know the address any more", "Make a new webhook there, and set url.", null);
    }

    private ReconException failed(String code, String what, String nextStep, Duration retry) {
        return new ReconException(
                code,
                retry == null ? ErrorOwner.USER : ErrorOwner.REMOTE,
                "The receiver of the route at " + place + " " + what + ".",
                nextStep,
                retry,
                null);
    }

    /** Seconds, possibly with a fraction, in the body ({@code retry_after}) or the header; at most an hour is believed. */
    private static Duration wait(HttpReply reply) {
        String body = new String(reply.body(), StandardCharsets.UTF_8);
        Optional<String> text = TopKey.find(body, "retry_after").or(() -> reply.header("retry-after"));
        String seconds =
                text.filter(each -> each.matches("\\d{1,5}(\\.\\d{1,9})?")).orElse("5");
        long millis = (long) Math.ceil(Double.parseDouble(seconds) * 1000);
        return Duration.ofMillis(
                Math.min(Math.max(millis, 100), Duration.ofHours(1).toMillis()));
    }
}
