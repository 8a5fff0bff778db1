// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.jda;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where Discord is reached when it is not at its own address: through a proxy. Source: Get Gateway, API v10. */
final class Address {
    private static final Pattern URL = Pattern.compile("\"url\"\\s*:\\s*\"(wss?://[^\"]+)\"");
    private static final int LIMIT_MILLIS = 10_000;
    private static final int LONGEST = 10_000;

    private Address() {}

    /** The base as JDA wants it: with a slash at its end. */
    static String base(String api) {
        return api.endsWith("/") ? api : api + "/";
    }

    /** The gateway that an api names. Blocks for 20 s at most. */
    static String gateway(String api) throws IOException {
        URI question = URI.create(base(api) + "gateway");
        if (!(question.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException(question + " is no address of the web");
        }
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        connection.setRequestProperty("User-Agent", "DiscordBot (https://reconsync.io, 1)");
        try (InputStream in = connection.getInputStream()) {
            String body = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
            Matcher matcher = URL.matcher(body.replace("\\/", "/"));
            if (!matcher.find()) {
                throw new IOException(question + " names no gateway");
            }
            return matcher.group(1);
        } finally {
            connection.disconnect();
        }
    }
}
