CREATE TABLE Designer (Designer_Id INTEGER PRIMARY KEY, First_Name TEXT, Surname TEXT, Country TEXT, Birth_Year INTEGER, Studio_City TEXT);
CREATE TABLE Opera (Opera_Id INTEGER PRIMARY KEY, Title TEXT, Composer TEXT, Language TEXT, Premiere_Year INTEGER, Acts INTEGER);
CREATE TABLE Costume (Costume_Id INTEGER PRIMARY KEY, Designer_Id INTEGER REFERENCES Designer(Designer_Id), Opera_Id INTEGER REFERENCES Opera(Opera_Id), Role_Name TEXT, Fabric TEXT, Size TEXT, Made_Year INTEGER, Daily_Fee REAL, Condition TEXT);
CREATE TABLE Theatre (Theatre_Id INTEGER PRIMARY KEY, Theatre_Name TEXT, City TEXT, Country TEXT, Contact_Person TEXT, Member_Since INTEGER);
CREATE TABLE Rental (Rental_Id INTEGER PRIMARY KEY, Theatre_Id INTEGER REFERENCES Theatre(Theatre_Id), Costume_Id INTEGER REFERENCES Costume(Costume_Id), Start_Date DATE, Days INTEGER, Deposit INTEGER, Damage_Charge REAL);
INSERT INTO Designer VALUES
(1,'Lucrezia','Bandini','Italy',1948,'Parma'),(2,'Henrik','Solberg','Norway',1971,'Bergen'),(3,'Yuna','Seo','South Korea',1986,'Busan'),(4,'Odile','Marchetti','France',1960,'Lyon'),
(5,'Agnieszka','Zawada','Poland',1979,'Krakow'),(6,'Bruno','Bandini','Italy',1975,'Milan'),(7,'Teodora','Ilieva','Bulgaria',1952,'Plovdiv'),(8,'Samuel','Okonjo','Nigeria',1990,'London'),(9,'Rosa','Quental','Portugal',NULL,'Lisbon');
INSERT INTO Opera VALUES
(1,'Tosca','Puccini','Italian',1900,3),(2,'La boheme','Puccini','Italian',1896,4),(3,'Carmen','Bizet','French',1875,4),(4,'Aida','Verdi','Italian',1871,4),(5,'Rusalka','Dvorak','Czech',1901,3),
(6,'The Magic Flute','Mozart','German',1791,2),(7,'Falstaff','Verdi','Italian',1893,3),(8,'Eugene Onegin','Tchaikovsky','Russian',1879,3),(9,'Lakme','Delibes','French',1883,3);
INSERT INTO Costume VALUES
(11,1,1,'Floria Tosca','velvet','M',1984,85.0,'good'),(12,1,1,'Scarpia','brocade','XL',1984,92.5,'worn'),(13,2,6,'Queen of the Night','silk','S',2009,140.0,'excellent'),(14,2,6,'Papageno','feather','L',2009,110.0,'good'),
(15,3,3,'Carmen','cotton','M',2018,64.0,'excellent'),(16,4,3,'Escamillo','brocade','L',1996,98.0,'good'),(17,5,5,'Rusalka','silk','S',2013,120.0,'excellent'),(18,6,4,'Radames','leather','XL',2004,105.0,'worn'),
(19,7,8,'Tatyana','velvet','M',1979,58.0,'fragile'),(20,6,4,'Amneris','silk','M',2004,132.0,'good'),(21,8,7,'Falstaff','wool','XXL',2020,76.0,'excellent'),(22,4,2,'Mimi','cotton','S',1999,42.0,'worn'),(23,5,2,'Rodolfo','wool','L',2015,47.5,'good');
INSERT INTO Theatre VALUES
(1,'Teatro Civico','Vercelli','Italy','Sandro Pace',1992),(2,'Grieg House','Bergen','Norway','Kari Lunde',2008),(3,'Opera de Poche','Lyon','France','Maud Perrin',2001),(4,'Haeundae Lyric','Busan','South Korea','Baek Hyunwoo',2019),
(5,'Royal Court Lyric','Leeds','United Kingdom',NULL,1987),(6,'Opera Slaska Kameralna','Katowice','Poland','Piotr Gajda',2011),(7,'Teatro das Ondas','Porto','Portugal','Helena Brito',2016),(8,'Salle du Rhone','Lyon','France','Yves Garnier',1995);
INSERT INTO Rental VALUES
(1,1,11,'2021-10-04',14,300,0),(2,1,12,'2021-10-04',14,320,45.0),(3,2,13,'2022-01-20',21,500,0),(4,2,14,'2022-01-20',24,400,120.5),(5,3,15,'2022-03-11',10,200,NULL),(6,3,16,'2022-03-11',10,350,0),(7,5,20,'2022-05-02',30,450,60.0),
(8,5,18,'2022-05-02',30,400,0),(9,4,15,'2023-02-14',7,200,0),(10,6,17,'2023-04-01',12,420,18.0),(11,3,22,'2023-05-25',9,150,0),(12,7,21,'2023-09-09',16,250,NULL),(13,5,15,'2023-10-30',18,220,35.0),(14,8,11,'2023-11-12',5,300,0);
