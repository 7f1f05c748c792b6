package batchbook.sim.answers;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The little that the simulated model knows by heart. */
final class Phrasebook {
    private static final Map<String, String> CAPITALS = table("""
            argentina=Buenos Aires
            australia=Canberra
            austria=Vienna
            belgium=Brussels
            brazil=Brasília
            canada=Ottawa
            chile=Santiago
            china=Beijing
            cuba=Havana
            denmark=Copenhagen
            egypt=Cairo
            england=London
            finland=Helsinki
            france=Paris
            germany=Berlin
            greece=Athens
            hungary=Budapest
            iceland=Reykjavik
            india=New Delhi
            ireland=Dublin
            israel=Jerusalem
            italy=Rome
            japan=Tokyo
            kenya=Nairobi
            mexico=Mexico City
            morocco=Rabat
            nepal=Kathmandu
            netherlands=Amsterdam
            new zealand=Wellington
            nigeria=Abuja
            norway=Oslo
            peru=Lima
            poland=Warsaw
            portugal=Lisbon
            russia=Moscow
            south korea=Seoul
            spain=Madrid
            sweden=Stockholm
            switzerland=Bern
            thailand=Bangkok
            turkey=Ankara
            ukraine=Kyiv
            united kingdom=London
            united states=Washington, D.C.
            vietnam=Hanoi
            """);

    private static final Map<String, String> TRANSLATIONS = table("""
            french hello=bonjour
            french good morning=bonjour
            french good night=bonne nuit
            french thank you=merci
            french goodbye=au revoir
            french how are you=comment allez-vous
            german hello=hallo
            german good morning=guten Morgen
            german good night=gute Nacht
            german thank you=danke
            german goodbye=auf Wiedersehen
            german how are you=wie geht es Ihnen
            italian hello=ciao
            italian good morning=buongiorno
            italian good night=buonanotte
            italian thank you=grazie
            italian goodbye=arrivederci
            italian how are you=come sta
            spanish hello=hola
            spanish good morning=buenos días
            spanish good night=buenas noches
            spanish thank you=gracias
            spanish goodbye=adiós
            spanish how are you=cómo está usted
            """);

    private Phrasebook() {}

    static Optional<String> capital(String country) {
        return lookUp(CAPITALS, country);
    }

    static Optional<String> translation(String language, String phrase) {
        return lookUp(TRANSLATIONS, language + " " + phrase);
    }

    private static Optional<String> lookUp(Map<String, String> table, String key) {
        return Optional.ofNullable(table.get(key.toLowerCase(Locale.ROOT).strip()));
    }

    private static Map<String, String> table(String lines) {
        Map<String, String> table = new TreeMap<>();
        lines.lines().map(line -> line.split("=", 2)).forEach(pair -> table.put(pair[0], pair[1]));
        return Map.copyOf(table);
    }
}
