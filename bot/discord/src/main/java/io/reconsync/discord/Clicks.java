// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.api.command.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import net.dv8tion.jda.api.modals.Modal;

/** Clicks on our buttons. Whoever clicks is looked at anew: guild, user and tier of now decide. */
final class Clicks {
    private static final String NAME = "name";

    private final Doorman doorman;
    private final Confirmations confirmations;
    private final Caller caller;
    private final Alerts alerts;
    private final Trail trail;

    Clicks(Doorman doorman, Confirmations confirmations, Caller caller, Alerts alerts, Trail trail) {
        this.alerts = alerts;
        this.doorman = doorman;
        this.confirmations = confirmations;
        this.caller = caller;
        this.trail = trail;
    }

    void button(ButtonInteractionEvent event) {
        String id = event.getComponentId();
        if (id.startsWith(Buttons.YES)) {
            confirmed(event, id.substring(Buttons.YES.length()));
        } else if (id.startsWith(Buttons.NO)) {
            dropped(event, id.substring(Buttons.NO.length()));
        } else if (id.startsWith(Buttons.CANCEL)) {
            command(event, Tier.ADMIN, List.of("jobs", "cancel", id.substring(Buttons.CANCEL.length())));
        } else if (id.startsWith(Buttons.TAKE)) {
            take(event, id.substring(Buttons.TAKE.length()));
        } else if (id.startsWith(Buttons.MUTE)) {
            command(event, Tier.ADMIN, List.of("alerts", "mute", id.substring(Buttons.MUTE.length()), "1h"));
        } else {
            doorman.admit(event, "button " + id).ifPresent(who -> {
                trail.turnedAway(who, "button " + id, "unknown button");
                Doorman.refuse(
                        event,
                        "This button is of another version of ReconSync; nothing was done.",
                        "Use the command instead.",
                        "button-unknown");
            });
        }
    }

    private void take(ButtonInteractionEvent event, String incident) {
        doorman.look(event).filter(who -> who.may(Tier.ADMIN)).ifPresent(who -> alerts.taker(incident, who.name()));
        command(event, Tier.ADMIN, List.of("incidents", "ack", incident));
    }

    private void command(ButtonInteractionEvent event, Tier tier, List<String> words) {
        String line = SlashWords.line(words);
        Optional<Who> who = doorman.admit(event, line);
        if (who.isPresent() && doorman.has(tier, who.get(), event, line)) {
            caller.call(event, who.get(), words);
        }
    }

    /** The question behind a button, if this member may still answer it. */
    private Optional<Pending> asked(IReplyCallback event, Who who, String id) {
        Optional<Pending> pending = confirmations.find(id);
        if (pending.isEmpty()) {
            String why = confirmations.missing(id);
            trail.turnedAway(who, "button", why);
            Doorman.refuse(event, why + " Nothing was done.", "Give the command again.", "button-expired");
            return Optional.empty();
        }
        String line = SlashWords.line(pending.get().words());
        if (!pending.get().guild().equals(who.guild().id())
                || !pending.get().user().equals(who.user())) {
            trail.turnedAway(who, line, "the button is somebody else's");
            Doorman.refuse(
                    event,
                    "Only who gave the command can confirm it. Nothing was done.",
                    "Give the command yourself.",
                    "button-foreign");
            return Optional.empty();
        }
        return doorman.has(pending.get().tier(), who, event, line) ? pending : Optional.empty();
    }

    private void confirmed(ButtonInteractionEvent event, String id) {
        Optional<Who> who = doorman.admit(event, "confirmation");
        Optional<Pending> pending = who.flatMap(each -> asked(event, each, id));
        if (pending.isEmpty()) {
            return;
        }
        if (pending.get().typed().isPresent()) {
            String server = pending.get().typed().get();
            TextInput input = TextInput.create(NAME, TextInputStyle.SHORT)
                    .setPlaceholder(SlashLimits.cut(server, SlashLimits.TEXT))
                    .build();
            event.replyModal(Modal.create(Buttons.TYPED + id, "Players are on")
                            .addComponents(Label.of("Type the server's name", input))
                            .build())
                    .queue();
            return;
        }
        go(event, who.get(), id);
    }

    void form(ModalInteractionEvent event) {
        if (!event.getModalId().startsWith(Buttons.TYPED)) {
            return;
        }
        String id = event.getModalId().substring(Buttons.TYPED.length());
        Optional<Who> who = doorman.admit(event, "confirmation");
        Optional<Pending> pending = who.flatMap(each -> asked(event, each, id));
        if (pending.isEmpty()) {
            return;
        }
        ModalMapping typed = event.getValue(NAME);
        String text = typed == null ? "" : typed.getAsString().strip();
        if (!text.equals(pending.get().typed().orElse(""))) {
            trail.turnedAway(who.get(), SlashWords.line(pending.get().words()), "typed '" + text + "'");
            Doorman.refuse(
                    event,
                    "What you typed is not the server's name. Nothing was done.",
                    "Click again and type " + pending.get().typed().orElse("") + ".",
                    "confirm-mistyped");
            return;
        }
        go(event, who.get(), id);
    }

    private void go(IReplyCallback event, Who who, String id) {
        Optional<Pending> taken = confirmations.take(id);
        if (taken.isEmpty()) {
            asked(event, who, id);
            return;
        }
        taken.get().question().update(Rendered.of("Confirmed: " + Markdown.code(line(taken.get()))), List.of());
        List<String> words = new ArrayList<>(taken.get().words());
        words.add("--yes");
        caller.call(event, who, words);
    }

    private void dropped(ButtonInteractionEvent event, String id) {
        Optional<Who> who = doorman.admit(event, "confirmation");
        Optional<Pending> pending = who.flatMap(each -> asked(event, each, id));
        pending.ifPresent(each -> {
            confirmations.take(id);
            event.editMessage("Left: " + Markdown.code(line(each)))
                    .setComponents(List.of())
                    .queue();
        });
    }

    private static String line(Pending pending) {
        return SlashWords.line(pending.words());
    }
}
