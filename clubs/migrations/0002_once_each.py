from django.db import migrations, models


def mend(apps, schema_editor):
    """Of meetings that two taps wrote twice the one written last stays; who has left bears no name."""
    meetings, kept = apps.get_model("clubs", "ClubMeeting").objects, set()
    for meeting in meetings.order_by("-recorded_at", "-pk"):
        what = (meeting.club_id, meeting.held_on, meeting.topic)
        if what in kept:
            meeting.delete()
        kept.add(what)
    apps.get_model("clubs", "ClubMembership").objects.filter(ended_on__isnull=False).update(folded_name="")


class Migration(migrations.Migration):
    dependencies = [("clubs", "0001_initial")]

    operations = [
        migrations.RunPython(mend, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="clubmeeting",
            constraint=models.UniqueConstraint(
                fields=("club", "held_on", "topic"), name="meeting_once_a_day_and_topic"
            ),
        ),
        migrations.AddConstraint(
            model_name="clubmembership",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__isnull", True), ("folded_name", ""), _connector="OR"),
                name="membership_left_bears_no_name",
            ),
        ),
    ]
