// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.commands.Commands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildReadyEvent;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;

/** Where events of Discord come in. Called by JDA's own thread: everything that takes time goes elsewhere. */
final class Reception implements EventListener {
    private final Doorman doorman;
    private final Registrar registrar;
    private final Caller caller;
    private final Clicks clicks;
    private final Completer completer;
    private final Executor pool;
    private final Runnable registration;

    Reception(
            Doorman doorman,
            Registrar registrar,
            Caller caller,
            Clicks clicks,
            Completer completer,
            Executor pool,
            Runnable registration) {
        this.doorman = doorman;
        this.registrar = registrar;
        this.caller = caller;
        this.clicks = clicks;
        this.completer = completer;
        this.pool = pool;
        this.registration = registration;
    }

    @Override
    public void onEvent(GenericEvent event) {
        Contained.logged(() -> handle(event)).run();
    }

    private void handle(GenericEvent event) {
        if (event instanceof SlashCommandInteractionEvent slash) {
            command(slash);
        } else if (event instanceof CommandAutoCompleteInteractionEvent typing) {
            complete(typing);
        } else if (event instanceof ButtonInteractionEvent click) {
            clicks.button(click);
        } else if (event instanceof ModalInteractionEvent form) {
            clicks.form(form);
        } else if (event instanceof GuildReadyEvent
                || event instanceof GuildJoinEvent
                || event instanceof SessionRecreateEvent) {
            registration.run();
        }
    }

    private void command(SlashCommandInteractionEvent event) {
        String name = event.getFullCommandName();
        Optional<Who> who = doorman.admit(event, "/" + name);
        if (who.isEmpty()) {
            return;
        }
        if (name.equals(SlashMapper.RUN)) {
            String line = event.getOption(RunCommand.LINE, "", OptionMapping::getAsString);
            Optional<List<String>> words = RunCommand.words(line).filter(each -> !each.isEmpty());
            if (words.isEmpty()) {
                Doorman.refuse(
                        event,
                        "This is no command: a quote is open, or there is nothing.",
                        "Type it as in the shell, for example: backup list ark-island.",
                        "usage");
            } else {
                caller.call(event, who.get(), words.get());
            }
            return;
        }
        Optional<Commands.Entry> entry = registrar.route(who.get().guild(), name);
        if (entry.isEmpty()) {
            Doorman.refuse(
                    event,
                    "The plugin or agent that offers /" + name + " is not there at the moment.",
                    "If it is being updated, try again in a minute; /status shows how things are.",
                    "command-gone");
            return;
        }
        Map<String, String> options = new LinkedHashMap<>();
        event.getOptions().forEach(option -> options.put(option.getName(), option.getAsString()));
        caller.call(event, who.get(), SlashWords.of(entry.get(), options));
    }

    private void complete(CommandAutoCompleteInteractionEvent event) {
        Optional<Who> who = doorman.look(event);
        String option = event.getFocusedOption().getName();
        String typed = event.getFocusedOption().getValue();
        try {
            pool.execute(Contained.logged(() -> {
                List<String> found = who.map(each -> found(event.getFullCommandName(), option, typed, each))
                        .orElse(List.of());
                event.replyChoices(found.stream()
                                .map(value -> new Command.Choice(value, value))
                                .toList())
                        .queue();
            }));
        } catch (RejectedExecutionException busy) {
            event.replyChoices(List.of()).queue();
        }
    }

    private List<String> found(String name, String option, String typed, Who who) {
        if (name.equals(SlashMapper.RUN)) {
            return completer.lines(typed, who);
        }
        return registrar
                .route(who.guild(), name)
                .map(entry -> completer.values(entry, option, typed, who))
                .orElse(List.of());
    }
}
