// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopKeyTest {
    static String embed(String body, String key) {
        int start = body.indexOf("\"" + key + "\":\"") + key.length() + 4;
        int end = start;
        while (body.charAt(end) != '"') {
            end += body.charAt(end) == '\\' ? 2 : 1;
        }
        return body.substring(start, end);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"5\"} | 5",
                "{\"a\":{\"id\":\"1\"},\"b\":[{\"id\":\"2\"}],\"id\" : \"3\"} | 3",
                "{\"a\":\"\\\"id\\\":\\\"9\\\"\",\"id\":\"4\"} | 4",
                "{\"b\":\"id\",\"id\":12.5} | 12.5",
                "{\"a\":\"x\\\\\",\"id\":\"6\"} | 6",
                "[{\"id\":\"5\"}] | ``",
                "{\"id\" | ``",
                "{\"id\": | ``",
                "{\"a\":\"\\ | ``",
                "<html> | ``",
                "{\"id\":{\"id\":\"1\"}} | ``",
            })
    void findsOnlyTheTopOne(String json, String expected) {
        assertEquals(Optional.of(expected).filter(text -> !text.isEmpty()), TopKey.find(json, "id"));
    }
}
