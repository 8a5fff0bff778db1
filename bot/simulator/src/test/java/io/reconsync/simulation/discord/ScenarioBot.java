// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.discord;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.utils.FileUpload;

/** A small bot that uses every sort of answer once. */
final class ScenarioBot extends ListenerAdapter {
    static void register(Guild guild) {
        guild.updateCommands()
                .addCommands(
                        Commands.slash("backup", "Backups")
                                .addSubcommands(new SubcommandData("now", "Takes a backup")
                                        .addOptions(new OptionData(OptionType.STRING, "server", "Which", true, true))),
                        Commands.slash("ask", "Asks before it does anything"),
                        Commands.slash("post", "Writes, changes, reads and deletes a message"))
                .complete();
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        if (event.getName().equals("post")) {
            event.deferReply().queue(hook -> post(event.getGuild(), hook));
            return;
        }
        if (event.getName().equals("ask")) {
            event.reply("sure?")
                    .setEphemeral(true)
                    .addComponents(
                            ActionRow.of(Button.danger("v1:yes", "Restore"), Button.secondary("v1:no", "Cancel")),
                            ActionRow.of(StringSelectMenu.create("v1:mute")
                                    .addOption("One hour", "1h")
                                    .addOption("Eight hours", "8h")
                                    .build()))
                    .queue();
            return;
        }
        String server = event.getOption("server").getAsString();
        event.deferReply()
                .queue(hook -> hook.editOriginal("done: " + server)
                        .setFiles(FileUpload.fromData("a line".getBytes(StandardCharsets.UTF_8), "log.txt"))
                        .queue(edited -> hook.sendMessage("only you see this")
                                .setEphemeral(true)
                                .queue()));
    }

    private static void post(Guild guild, InteractionHook hook) {
        TextChannel channel = guild.getTextChannelById("200000000000000022");
        channel.sendMessage("firing <@110000000000000003> @everyone")
                .setEmbeds(new EmbedBuilder()
                        .setTitle("node: what")
                        .setDescription("a sentence")
                        .addField("Since", "now", true)
                        .build())
                .setAllowedMentions(List.of())
                .flatMap(message -> message.editMessage("resolved"))
                .flatMap(message -> channel.retrieveMessageById(message.getId()))
                .flatMap(message -> message.pin().map(none -> message))
                .flatMap(message -> message.delete().map(none -> message))
                .flatMap(message -> hook.editOriginal("read " + message.getContentRaw()))
                .queue();
    }

    @Override
    public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
        event.replyChoiceStrings("ark", "ark-two").queue();
    }

    @Override
    public void onButtonInteraction(ButtonInteractionEvent event) {
        if (event.getComponentId().equals("v1:no")) {
            event.editMessage("cancelled").setComponents().queue();
            return;
        }
        event.replyModal(Modal.create("v1:confirm", "Really?")
                        .addComponents(Label.of(
                                "Name",
                                TextInput.create("name", TextInputStyle.SHORT).build()))
                        .build())
                .queue();
    }

    @Override
    public void onStringSelectInteraction(StringSelectInteractionEvent event) {
        event.deferEdit()
                .queue(hook -> hook.editOriginal("muted " + event.getValues() + " for "
                                + event.getUser().getName())
                        .queue());
    }

    @Override
    public void onModalInteraction(ModalInteractionEvent event) {
        event.reply("typed " + event.getValue("name").getAsString()).queue();
    }
}
