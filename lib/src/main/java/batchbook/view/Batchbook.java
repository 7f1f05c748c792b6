package batchbook.view;

import batchbook.doctor.Doctor;

/** Batchbook itself. */
public final class Batchbook {
    private Batchbook() {}

    /**
     * Prints what helps to find a fault, to be copied into a report of it: versions of the libraries, Java and the kernel,
     * the system, encodings and time zone, memory and disk, where a key was found, where requests go, whether charts can
     * be drawn, what the session has done.
     *
     * <pre>{@code
     * Batchbook.doctor()
     * }</pre>
     *
     * <p>It holds no key, no password, no prompt and no answer, of addresses only host and port; paths begin with {@code
     * ~} in place of your home directory. It sends nothing, and takes a second where no chart has been drawn yet.
     */
    public static void doctor() {
        System.out.println(Doctor.report());
    }
}
