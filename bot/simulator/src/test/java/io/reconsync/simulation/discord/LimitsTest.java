// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lengths and counts: the last that is taken, the first that is not. */
class LimitsTest {
    private static final String COMMANDS = "applications/100000000000000001/guilds/200000000000000001/commands";
    private static final String MESSAGES = "channels/200000000000000021/messages";
    private DiscordSimulator discord;
    private Wire bot;

    @BeforeEach
    void start() throws Exception {
        discord = DiscordSimulator.start(Options.standard());
        bot = new Wire(discord);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private static String list(int count, String item) {
        return IntStream.range(0, count)
                .mapToObj(i -> item.replace("#", "" + i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String x(int length) {
        return "x".repeat(length);
    }

    @ParameterizedTest
    @CsvSource({
        "content, 2000, 1",
        "title, 256, 1",
        "description, 4096, 1",
        "fields, 25, 1",
        "name, 256, 1",
        "value, 1024, 1",
        "footer, 2048, 1",
        "embeds, 10, 1",
        "label, 80, 1",
        "custom_id, 100, 1",
        "buttons, 5, 1",
        "rows, 5, 1",
        "options, 25, 1"
    })
    void messagesHaveLimits(String what, int most, int more) throws Exception {
        assertEquals(200, bot.send("POST", MESSAGES, message(what, most)).status());
        Wire.Reply refused = bot.send("POST", MESSAGES, message(what, most + more));
        assertEquals(400, refused.status());
        assertEquals(50035, refused.code());
        assertTrue(refused.body().path("errors").size() > 0);
    }

    private static String message(String what, int size) {
        String button = "{'type':2,'style':1,'label':'b','custom_id':'#'}";
        String field = "{'name':'n','value':'v'}";
        String text = x(size);
        return switch (what) {
            case "content" -> "{'content':'" + text + "'}";
            case "title", "description" -> "{'embeds':[{'" + what + "':'" + text + "'}]}";
            case "fields" -> "{'embeds':[{'fields':" + list(size, field) + "}]}";
            case "name" -> "{'embeds':[{'fields':[{'name':'" + text + "','value':'v'}]}]}";
            case "value" -> "{'embeds':[{'fields':[{'name':'n','value':'" + text + "'}]}]}";
            case "footer" -> "{'embeds':[{'footer':{'text':'" + text + "'}}]}";
            case "embeds" -> "{'embeds':" + list(size, "{'title':'t'}") + "}";
            case "label" -> row("[" + button.replace("'b'", "'" + text + "'") + "]");
            case "custom_id" -> row("[" + button.replace("#", text) + "]");
            case "buttons" -> row(list(size, button));
            case "rows" -> "{'components':" + list(size, "{'type':1,'components':[" + button + "]}") + "}";
            default -> row("[{'type':3,'custom_id':'m','options':" + list(size, "{'label':'l','value':'#'}") + "}]");
        };
    }

    private static String row(String components) {
        return "{'components':[{'type':1,'components':" + components + "}]}";
    }

    @Test
    void allEmbedsTogetherHaveALimit() throws Exception {
        String embed = "{'description':'" + x(3000) + "'}";
        assertEquals(
                200,
                bot.send("POST", MESSAGES, "{'embeds':[" + embed + "," + embed + "]}")
                        .status());
        String three = "{'embeds':[" + embed + "," + embed + ",{'title':'x'}]}";
        assertEquals(50035, bot.send("POST", MESSAGES, three).code());
    }

    @Test
    void emptyMessagesAndDoubleIdsAreRefused() throws Exception {
        assertEquals(50006, bot.send("POST", MESSAGES, "{'content':' '}").code());
        String button = "{'type':2,'style':1,'label':'b','custom_id':'same'}";
        assertEquals(
                50035,
                bot.send("POST", MESSAGES, row("[" + button + "," + button + "]"))
                        .code());
        String id =
                bot.send("POST", MESSAGES, "{'content':'a'}").body().path("id").asText();
        assertEquals(
                50006, bot.send("PATCH", MESSAGES + "/" + id, "{'content':''}").code());
        assertEquals(
                "a",
                bot.send("GET", MESSAGES + "/" + id, "").body().path("content").asText());
    }

    @Test
    void aHundredCommandsAndNotOneMore() throws Exception {
        String one = "{'name':'c#','description':'d'}";
        assertEquals(200, bot.send("PUT", COMMANDS, list(100, one)).status());
        assertEquals(30032, bot.send("PUT", COMMANDS, list(101, one)).code());
        assertEquals(30032, bot.send("POST", COMMANDS, one.replace("#", "x")).code());
        assertEquals(200, bot.send("POST", COMMANDS, one.replace("#", "7")).status());
        assertEquals(
                100, discord.control("GET", "/commands", "").path("commands").size());
    }

    @Test
    void twoHundredCreatesADay() throws Exception {
        discord.control("POST", "/creates", "{'count':199}");
        assertEquals(
                201,
                bot.send("POST", COMMANDS, "{'name':'a','description':'d'}").status());
        assertEquals(
                30034,
                bot.send("POST", COMMANDS, "{'name':'b','description':'d'}").code());
        assertEquals(
                200,
                bot.send("POST", COMMANDS, "{'name':'a','description':'other'}").status());
        assertEquals(
                200,
                bot.send("PUT", COMMANDS, "[{'name':'a','description':'third'}]")
                        .status());
        assertEquals(
                30034,
                bot.send("PUT", COMMANDS, "[{'name':'b','description':'d'}]").code());
        discord.control("POST", "/clock", "{'advance':'1d'}");
        assertEquals(
                200,
                bot.send("PUT", COMMANDS, "[{'name':'b','description':'d'}]").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'Upper','description':'d'}",
                "{'name':'with blank','description':'d'}",
                "{'name':'a','description':''}",
                "{'name':'a','description':'d','options':[{'type':3,'name':'o','description':'d'},{'type':3,'name':'r','description':'d','required':true}]}",
                "{'name':'a','description':'d','options':[{'type':1,'name':'o','description':'d'},{'type':3,'name':'r','description':'d'}]}",
                "{'name':'a','description':'d','options':[{'type':3,'name':'o','description':'d'},{'type':3,'name':'o','description':'d'}]}",
                "{'name':'a','description':'d','options':[{'type':3,'name':'o','description':'d','autocomplete':true,'choices':[{'name':'n','value':'v'}]}]}"
            })
    void badCommandsSpoilTheWholeListAndSayWhich(String command) throws Exception {
        Wire.Reply refused = bot.send("PUT", COMMANDS, "[{'name':'good','description':'d'}," + command + "]");
        assertEquals(50035, refused.code());
        assertTrue(refused.body().path("errors").has("1"), refused.body()::toString);
        assertFalse(refused.body().path("errors").has("0"), refused.body()::toString);
        assertEquals(0, discord.control("GET", "/commands", "").path("commands").size());
    }

    @Test
    void aCommandHasEightThousandCharacters() throws Exception {
        String option = "{'type':3,'name':'o#','description':'" + x(100) + "','choices':"
                + list(3, "{'name':'" + x(90) + "','value':'" + x(90) + "'}") + "}";
        assertEquals(
                201,
                bot.send("POST", COMMANDS, "{'name':'a','description':'d','options':" + list(12, option) + "}")
                        .status());
        assertEquals(
                50035,
                bot.send("POST", COMMANDS, "{'name':'b','description':'d','options':" + list(13, option) + "}")
                        .code());
    }

    @Test
    void localisedTextsCountByTheLongest() throws Exception {
        String option = "{'type':3,'name':'o#','description':'d','description_localizations':{'de':'" + x(100)
                + "'},'choices':" + list(25, "{'name':'" + x(6) + "','value':'" + x(7) + "'}") + "}";
        assertEquals(
                201,
                bot.send("POST", COMMANDS, "{'name':'a','description':'d','options':" + list(18, option) + "}")
                        .status());
        assertEquals(
                50035,
                bot.send("POST", COMMANDS, "{'name':'b','description':'d','options':" + list(19, option) + "}")
                        .code());
    }
}
