CREATE TABLE Court (CourtID integer PRIMARY KEY, Name text, City text, Level text, Courtrooms integer, FoundedYear integer);
CREATE TABLE Judge (JudgeID integer PRIMARY KEY, FullName text, CourtID integer, AppointedYear integer, BirthYear integer, LawSchool text, FOREIGN KEY (CourtID) REFERENCES Court(CourtID));
CREATE TABLE Lawyer (LawyerID integer PRIMARY KEY, FullName text, Firm text, City text, HourlyRate real, BarYear integer);
CREATE TABLE CourtCase (CaseID integer PRIMARY KEY, Title text, CaseType text, JudgeID integer, FiledOn date, DecidedOn date, Verdict text, Damages real, FOREIGN KEY (JudgeID) REFERENCES Judge(JudgeID));
CREATE TABLE Representation (CaseID integer, LawyerID integer, Side text, HoursBilled real, PRIMARY KEY (CaseID, LawyerID), FOREIGN KEY (CaseID) REFERENCES CourtCase(CaseID), FOREIGN KEY (LawyerID) REFERENCES Lawyer(LawyerID));
CREATE TABLE Hearing (HearingID integer PRIMARY KEY, CaseID integer, HeldOn date, Room text, DurationMin integer, FOREIGN KEY (CaseID) REFERENCES CourtCase(CaseID));
INSERT INTO Court VALUES
(1,'Old Quay District Court','Cork','district',6,1871),
(2,'Harbour High Court','Halifax','high',11,1903),
(3,'St Anselm Magistrates','Bristol','local',4,1924),
(4,'Elm Street Court','Halifax','district',5,1956),
(5,'Court of the Upper Lakes','Kingston','appeal',3,1888),
(6,'Karoo Circuit Court','Kimberley','district',7,1938),
(7,'Wellgate Family Court','Dundee','local',8,1997),
(8,'Torrens Commercial Court','Adelaide','high',9,2004);
INSERT INTO Judge VALUES
(1,'Aoife Brennan',1,2009,1960,'Galway'),
(2,'Desmond Okoye',2,2014,1966,'Ibadan'),
(3,'Margaret Yule',2,2001,1951,'Halifax'),
(4,'Thabo Nkosi',6,2017,1970,'Cape Town'),
(5,'Helen Ashdown',3,2011,1963,'Bristol'),
(6,'Ruaridh Munro',7,2019,1974,'Dundee'),
(7,'Priya Nair',8,2021,1977,'Adelaide'),
(8,'Claude Fontaine',5,1998,1949,'Laval'),
(9,'Shirin Rahimi',NULL,2023,1980,'Halifax');
INSERT INTO Lawyer VALUES
(1,'Colm Hegarty','Hegarty & Daughters','Cork',210,1994),
(2,'Zanele Dube','Diamond Row Chambers','Kimberley',165,2008),
(3,'Martin Oakes','Oakes Pell','Bristol',240,1987),
(4,'Freya Sinclair','Tay Legal','Dundee',150,2015),
(5,'Jonah Whitlock','Harbour Counsel','Halifax',320,2001),
(6,'Mei Castellan','Harbour Counsel','Halifax',275,2010),
(7,'Arjun Mehta','Torrens Partners','Adelaide',380,1999),
(8,'Louise Barrow','Oakes Pell','Bristol',185,2012),
(9,'Edgar Finch',NULL,'Montreal',120,1981),
(10,'Nomsa Khumalo','Diamond Row Chambers','Kimberley',140,2019);
INSERT INTO CourtCase VALUES
(1,'Dunne v Corrib Ferries','negligence',1,'2018-02-14','2019-06-03','plaintiff',48000),
(2,'Whalen v Dock Nine Ltd','contract',2,'2019-09-01','2021-01-20','defendant',0),
(3,'Estate of Marrow','inheritance',3,'2016-04-27','2016-12-09','settled',15500),
(4,'Botha v Kimber Mining','negligence',4,'2020-01-13','2022-08-30','plaintiff',260000),
(5,'Penrose v Penrose','family',5,'2021-03-22','2021-10-11','settled',9200),
(6,'Guthrie v Guthrie','family',6,'2022-05-05',NULL,NULL,NULL),
(7,'Solara v Brightpane','patent',7,'2022-07-18','2024-02-27','plaintiff',725000),
(8,'Lakeside Mills v Ontario Grain','contract',8,'2015-11-30','2018-03-16','defendant',0),
(9,'Tollis v Harbour Trust','contract',2,'2023-01-09',NULL,NULL,NULL),
(10,'Mokoena v Diamond Bus','negligence',4,'2021-06-14','2022-02-01','settled',31000),
(11,'Redfern v City of Halifax','planning',3,'2017-08-08','2019-05-21','defendant',0),
(12,'Kaur v Vinelake Estates','contract',7,'2023-10-26','2024-06-12','plaintiff',118000);
INSERT INTO Representation VALUES
(1,1,'plaintiff',62),(2,5,'defendant',140.5),(2,6,'plaintiff',98),(3,5,'plaintiff',21),(4,2,'plaintiff',305),(4,10,'defendant',180),(5,3,'plaintiff',33.5),(5,8,'defendant',29),(6,4,'plaintiff',17),(7,7,'plaintiff',512),(9,6,'defendant',NULL),(10,2,'plaintiff',44),(11,5,'defendant',75.5),(12,7,'defendant',88);
INSERT INTO Hearing VALUES
(1,1,'2018-09-12','A1',95),(2,1,'2019-05-02','A1',180),(3,2,'2020-03-17','Hall 2',240),(4,3,'2016-07-06','Hall 1',60),(5,4,'2021-02-24','C3',310),(6,4,'2021-11-08','C3',275),(7,4,'2022-06-15','C1',120),(8,5,'2021-07-30','M2',45),(9,7,'2023-05-11','Blue Room',330),(10,8,'2017-04-19','Lake Room',150),(11,10,'2021-12-03','C1',70),(12,11,'2018-10-10','Hall 2',NULL);
