#ifndef RQ_EXPORT_ADDRESS_H
#define RQ_EXPORT_ADDRESS_H

/*
 * Web addresses of a candidate, as a document shows them and as it links to
 * them. A document must not carry a link that does something else than lead
 * somewhere: only http, https and mailto are linked.
 */

/*
 * The address as a link, in ASCII, "https://" put in front where it has no
 * scheme; NULL when it is not safe to follow. free(). And of an e-mail address.
 */
char *rq_address_link(const char *address);
char *rq_address_mail(const char *address);

/*
 * What is shown of it: without "https://", unless it would not look like an address then:
 * "acme.example". Points into address.
 */
const char *rq_address_shown(const char *address);

#endif
