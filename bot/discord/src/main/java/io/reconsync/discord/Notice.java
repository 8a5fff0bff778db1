// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * A message that the bot posts of its own accord, as it is kept on disk. Texts are ready for Discord, escaped and cut.
 *
 * @param content above the card; may be empty
 * @param card the embed; empty for none
 * @param buttons below
 * @param mention the role that is called when the message is new; edits call nobody
 */
record Notice(String content, Optional<Card> card, List<Choice> buttons, Optional<String> mention) {
    Notice {
        buttons = List.copyOf(buttons);
    }

    /** An embed. Fields stand side by side, in order. */
    record Card(String title, String text, int color, Map<String, String> fields) {
        /** Of a title, a description, a field; source: Embed Limits, API v10. */
        static final int TITLE = 256;

        static final int TEXT = 4096;
        static final int FIELD = 1024;
    }

    /** A button: its id and what stands on it. */
    record Choice(String id, String label) {}

    static Notice text(String content) {
        return new Notice(SlashLimits.cut(content, Rendered.LONGEST), Optional.empty(), List.of(), Optional.empty());
    }

    String json() {
        DataObject data = DataObject.empty().put("content", content);
        mention.ifPresent(role -> data.put("mention", role));
        card.ifPresent(each -> {
            DataArray fields = DataArray.empty();
            each.fields()
                    .forEach((name, value) ->
                            fields.add(DataArray.empty().add(name).add(value)));
            data.put("title", each.title())
                    .put("text", each.text())
                    .put("color", each.color())
                    .put("fields", fields);
        });
        DataArray array = DataArray.empty();
        buttons.forEach(button -> array.add(DataArray.empty().add(button.id()).add(button.label())));
        return data.put("buttons", array).toString();
    }

    static Notice of(String json) {
        DataObject data = DataObject.fromJson(json);
        Optional<Card> card = Optional.empty();
        if (data.hasKey("title")) {
            Map<String, String> fields = new LinkedHashMap<>();
            pairs(data.getArray("fields")).forEach(pair -> fields.put(pair.id(), pair.label()));
            card = Optional.of(new Card(data.getString("title"), data.getString("text"), data.getInt("color"), fields));
        }
        return new Notice(
                data.getString("content"),
                card,
                pairs(data.getArray("buttons")),
                Optional.ofNullable(data.getString("mention", null)));
    }

    private static List<Choice> pairs(DataArray array) {
        List<Choice> pairs = new ArrayList<>();
        for (int i = 0; i < array.length(); i++) {
            DataArray pair = array.getArray(i);
            pairs.add(new Choice(pair.getString(0), pair.getString(1)));
        }
        return pairs;
    }
}
