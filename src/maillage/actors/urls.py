from django.urls import path

from .views import bodies, contacts, directory, files, identity, imports, lists, register, sheets

app_name = "actors"
ONE = "<int:organisation_id>/"
CONTACT = "contacts/<int:contact_id>/"
SITE = "sites/<int:site_id>/"
IMPORT = "imports/<int:import_id>/"

urlpatterns = [
    path("", directory.home, name="home"),
    path("liste/", directory.results, name="results"),
    path("points.geojson", directory.points, name="points"),
    path("archives/", directory.archived, name="archived"),
    # --- taken away
    path("emporter/", files.take, name="take"),
    path("export.<str:form>", files.export, name="export"),
    path("organisations.geojson", files.geojson_file, name="geojson"),
    path("structures.json", files.inclusion_file, name="inclusion"),
    path("contacts.vcf", files.vcards, name="vcards"),
    # --- lists and many sheets at once
    path("listes/", lists.save, name="save_list"),
    path("listes/<int:list_id>/oublier/", lists.forget, name="forget_list"),
    path("colonnes/", lists.columns, name="columns"),
    path("plusieurs/", lists.change_many, name="change_many"),
    path("changements/", lists.changes, name="changes"),
    path("changements/<int:change_id>/annuler/", lists.undo_change, name="undo_change"),
    # --- one organisation
    path("nouvelle/", sheets.new, name="new"),
    path(ONE, sheets.sheet, name="sheet"),
    path(f"{ONE}modifier/", sheets.edit, name="edit"),
    path(f"{ONE}toujours-exact/", sheets.confirm, name="confirm"),
    path(f"{ONE}archiver/", sheets.archive, name="archive"),
    path(f"{ONE}reprendre/", sheets.restore, name="restore"),
    path(f"{ONE}representants/", sheets.add_representative, name="add_representative"),
    path("representants/<int:representative_id>/retirer/", sheets.remove_representative, name="remove_representative"),
    path(f"{ONE}sites/nouveau/", bodies.new_site, name="site_new"),
    path(SITE, bodies.edit_site, name="site_edit"),
    path(f"{SITE}retirer/", bodies.remove_site, name="site_remove"),
    path(f"{ONE}relations/nouvelle/", bodies.relate, name="relate"),
    path("relations/<int:relation_id>/retirer/", bodies.unrelate, name="unrelate"),
    # --- people
    path("contacts/", contacts.people, name="people"),
    path("contacts-a-revoir/", contacts.to_review, name="contacts_to_review"),
    path(f"{ONE}contacts/nouveau/", contacts.new, name="contact_new"),
    path(CONTACT, contacts.contact, name="contact"),
    path(f"{CONTACT}modifier/", contacts.edit, name="contact_edit"),
    path(f"{CONTACT}rencontre/", contacts.meet, name="contact_meet"),
    path(f"{CONTACT}depart/", contacts.depart, name="contact_depart"),
    path(f"{CONTACT}en-poste/", contacts.stay, name="contact_stay"),
    path(f"{CONTACT}donnees.<str:data_format>", contacts.access, name="contact_access"),
    path(f"{CONTACT}effacer/", contacts.erase, name="contact_erase"),
    path(f"{ONE}echanges/nouveau/", contacts.new_exchange, name="exchange_new"),
    path("echanges/<int:exchange_id>/retirer/", contacts.remove_exchange, name="exchange_remove"),
    path("registre/", register.register, name="register"),
    path("registre/remplir/", register.edit_register, name="register_edit"),
    path("registre.<str:form>", register.register_file, name="register_file"),
    # --- brought in
    path("imports/", imports.past, name="imports"),
    path("imports/nouveau/", imports.new, name="import_new"),
    path("imports/modele.<str:form>", imports.template, name="import_template"),
    path(IMPORT, imports.preview, name="import_preview"),
    path(f"{IMPORT}corriger/", imports.correct, name="import_correct"),
    path(f"{IMPORT}avancement.json", imports.progress, name="import_progress"),
    path(f"{IMPORT}appliquer/", imports.apply, name="import_apply"),
    path(f"{IMPORT}annuler/", imports.undo, name="import_undo"),
    # --- who is who
    path(f"{ONE}completer/", identity.complete, name="complete"),
    path("doublons/", identity.doubles, name="doubles"),
    path("doublons/<int:organisation_id>/<int:other_id>/", identity.compare, name="compare"),
    path("doublons/<int:organisation_id>/<int:other_id>/distinctes/", identity.set_apart, name="set_apart"),
    path("distinctes/<int:distinct_id>/oublier/", identity.forget_apart, name="forget_apart"),
    path("reunions/<int:merge_id>/defaire/", identity.undo_merge, name="undo_merge"),
    path("annuaires/", identity.directories, name="directories"),
    path("annuaires/<slug:dataset>/", identity.bring_directory, name="bring_directory"),
]
